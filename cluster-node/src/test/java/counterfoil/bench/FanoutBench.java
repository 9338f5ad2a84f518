package counterfoil.bench;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * Quotes of a hundred instruments to a thousand WebSockets, a tenth of which read slowly. The cost is the server
 * process's CPU time; what each client got is counted by another process.
 */
final class FanoutBench implements Benchmark {
    private static final int CLIENTS = 1_000;
    private static final int STALLED = 100;
    private static final int SECONDS = 8;
    private static final int[] RATES = {100, 400, 1_000};

    @Override
    public String name() {
        return "fanout";
    }

    @Override
    public String meaning() {
        return "quotes to 1,000 WebSocket clients, slow readers beside fast ones, and the memory of stalled ones";
    }

    @Override
    public void run(Figures figures) throws Exception {
        fanOut(figures);
        stall(figures);
    }

    private static void fanOut(Figures figures) throws IOException {
        try (Child server = Child.start(FanoutServer.class, "-Xmx512m")) {
            String port = server.readLine();
            try (Child clients =
                    Child.start(FanoutClients.class, "-Xmx512m", port, Integer.toString(CLIENTS), "10", "0")) {
                clients.readLine();
                server.ask("run 400 4");
                long told = 1_600;
                double best = 0;
                Counts before = Counts.of(clients.ask("await " + told / FanoutSource.INSTRUMENTS));
                for (int rate : RATES) {
                    long cpu = server.cpuNanos();
                    long begin = System.nanoTime();
                    told += Long.parseLong(server.ask("run " + rate + " " + SECONDS));
                    Counts now = Counts.of(clients.ask("await " + told / FanoutSource.INSTRUMENTS));
                    double cpuSeconds = (server.cpuNanos() - cpu) / 1e9;
                    long messages = now.received() - before.received();
                    best = Math.max(best, messages / cpuSeconds);
                    figures.line(String.format(
                            Locale.ROOT,
                            "  %,5d quotes/s to each: %,10d messages in %.1f s, server CPU %.2f s: %,8.0f messages/s"
                                    + " per core; fast clients missed %,d",
                            rate,
                            messages,
                            (System.nanoTime() - begin) / 1e9,
                            cpuSeconds,
                            messages / cpuSeconds,
                            now.fastMissed() - before.fastMissed()));
                    if (rate == RATES[0]) {
                        figures.goal("fast clients miss nothing at 100 quotes/s", now.fastMissed() == 0);
                    }
                    before = now;
                }
                check(figures, server.ask("status"), before, told);
                figures.goal("at least 100,000 messages/s per core", best >= 100_000);
            }
        }
    }

    /** Every quote reached every client, or is among those that the server says it left out for a newer one. */
    private static void check(Figures figures, String status, Counts counts, long told) {
        String[] words = status.split(" ", -1);
        long conflated = Long.parseLong(words[2]);
        long lost = told * CLIENTS - counts.received() - conflated;
        figures.line(String.format(
                Locale.ROOT,
                "  of %,d x %,d quotes: received %,d (fast missed %,d, slow missed %,d), conflated by the server %,d,"
                        + " unaccounted %,d, out of order %,d, clients closed %s",
                told,
                CLIENTS,
                counts.received(),
                counts.fastMissed(),
                counts.slowMissed(),
                conflated,
                lost,
                counts.disorders(),
                words[3]));
        figures.goal(
                "no gap that conflation does not explain, nothing out of order", lost == 0 && counts.disorders() == 0);
    }

    private static void stall(Figures figures) throws IOException {
        try (Child server = Child.start(FanoutServer.class, "-Xmx512m")) {
            String port = server.readLine();
            long empty = Long.parseLong(server.ask("heap"));
            try (Child clients =
                    Child.start(FanoutClients.class, "-Xmx256m", port, Integer.toString(STALLED), "0", "1")) {
                clients.readLine();
                long connected = Long.parseLong(server.ask("heap"));
                server.ask("run 20000 " + SECONDS);
                long stalled = Long.parseLong(server.ask("heap"));
                figures.line(String.format(
                        Locale.ROOT,
                        "  heap: %.1f MiB empty, %.1f with %d clients of 100 subscriptions, %.1f after they read"
                                + " nothing of 160,000 quotes each",
                        empty / 1048576.0,
                        connected / 1048576.0,
                        STALLED,
                        stalled / 1048576.0));
                figures.goal("stalled clients take below 20 MiB per 100", stalled - empty < 20 << 20);
            }
        }
    }

    /** What the clients counted. */
    private record Counts(long received, long fastMissed, long slowMissed, long disorders) {
        static Counts of(String line) {
            long[] numbers = Arrays.stream(line.split(" ", -1))
                    .mapToLong(Long::parseLong)
                    .toArray();
            return new Counts(numbers[0] + numbers[3], numbers[1], numbers[4], numbers[2] + numbers[5]);
        }
    }

    /** A class of this tree as a process, asked by lines. */
    private record Child(Process process, BufferedReader out, BufferedWriter in) implements AutoCloseable {
        static Child start(Class<?> main, String heap, String... args) throws IOException {
            List<String> command = new ArrayList<>(List.of(
                    ProcessHandle.current().info().command().orElse("java"),
                    "-Djava.util.concurrent.ForkJoinPool.common.parallelism="
                            + Math.max(2, Runtime.getRuntime().availableProcessors()),
                    heap,
                    "-cp",
                    System.getProperty("java.class.path"),
                    main.getName()));
            command.addAll(Arrays.asList(args));
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            return new Child(
                    process, process.inputReader(StandardCharsets.UTF_8), process.outputWriter(StandardCharsets.UTF_8));
        }

        String readLine() throws IOException {
            String line = out.readLine();
            while (line != null && !line.startsWith("= ")) {
                System.err.println(line);
                line = out.readLine();
            }
            if (line == null) {
                throw new IOException("a process of the benchmark ended");
            }
            return line.substring(2);
        }

        String ask(String line) throws IOException {
            in.write(line + "\n");
            in.flush();
            return readLine();
        }

        long cpuNanos() {
            return Processes.cpuNanos(process.toHandle());
        }

        @Override
        public void close() throws IOException {
            in.close();
            try {
                if (!process.waitFor(10, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                }
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                process.destroyForcibly();
            }
        }
    }
}
