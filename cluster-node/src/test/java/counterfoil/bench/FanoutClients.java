package counterfoil.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Many clients in a process of their own, all read by one thread. Arguments: port, number, every which is slow (0: none),
 * every which never reads (0: none). Answers each line {@code await NUMBER} when all that read have that number of every
 * instrument, or after twenty seconds, with the counts of the fast and of the slow ones.
 */
final class FanoutClients {
    private static final int SLOW_BYTES = 1_024;
    private static final long SLOW_PAUSE_MILLIS = 50;
    private static final long LONGEST_WAIT_SECONDS = 20;

    private final List<FanoutClient> fast = new ArrayList<>();
    private final List<FanoutClient> slow = new ArrayList<>();
    private final Selector selector;
    private volatile boolean slowHurry;

    private FanoutClients(Selector selector) {
        this.selector = selector;
    }

    /** Reads until standard input ends. */
    public static void main(String[] args) throws IOException, InterruptedException {
        FanoutClients clients = new FanoutClients(Selector.open());
        clients.connect(
                Integer.parseInt(args[0]),
                Integer.parseInt(args[1]),
                Integer.parseInt(args[2]),
                Integer.parseInt(args[3]));
        clients.start(clients::readFast, "fast");
        clients.start(clients::readSlow, "slow");
        System.out.println("= ready");
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            clients.await(Long.parseLong(line.split(" ", -1)[1]));
            System.out.println("= " + counts(clients.fast) + " " + counts(clients.slow));
        }
        System.exit(0);
    }

    private void connect(int port, int number, int everySlow, int everyStalled) throws IOException {
        for (int i = 1; i <= number; i++) {
            boolean isStalled = everyStalled > 0 && i % everyStalled == 0;
            boolean isSlow = !isStalled && everySlow > 0 && i % everySlow == 0;
            FanoutClient client = new FanoutClient(port, isSlow || isStalled);
            client.awaitSnapshots();
            if (isSlow) {
                slow.add(client);
            } else if (!isStalled) {
                client.channel.register(selector, SelectionKey.OP_READ, client);
                fast.add(client);
            }
        }
    }

    private void readFast() throws IOException {
        while (true) {
            selector.select(key -> {
                try {
                    FanoutClient client = (FanoutClient) key.attachment();
                    if (!client.read(1 << 20)) {
                        key.cancel();
                    }
                } catch (IOException closed) {
                    key.cancel();
                }
            });
        }
    }

    /** A little from each, then a pause; at the end as fast as it goes. */
    private void readSlow() throws IOException, InterruptedException {
        while (true) {
            for (FanoutClient client : slow) {
                client.read(slowHurry ? 1 << 20 : SLOW_BYTES);
            }
            TimeUnit.MILLISECONDS.sleep(slowHurry ? 1 : SLOW_PAUSE_MILLIS);
        }
    }

    /** What a thread of this process does until it fails. */
    @FunctionalInterface
    private interface Reading {
        void run() throws IOException, InterruptedException;
    }

    private void start(Reading reading, String name) {
        Thread thread = new Thread(
                () -> {
                    try {
                        reading.run();
                    } catch (IOException | InterruptedException failed) {
                        System.err.println(name + " readers failed: " + failed);
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
    }

    private void await(long number) throws InterruptedException {
        slowHurry = true;
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LONGEST_WAIT_SECONDS);
        while (System.nanoTime() < end && !(allHave(fast, number) && allHave(slow, number))) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
        slowHurry = false;
    }

    private static boolean allHave(List<FanoutClient> clients, long number) {
        return clients.stream().allMatch(client -> client.lowestLast() >= number);
    }

    private static String counts(List<FanoutClient> clients) {
        return clients.stream().mapToLong(FanoutClient::received).sum() + " "
                + clients.stream().mapToLong(FanoutClient::missed).sum() + " "
                + clients.stream().mapToLong(FanoutClient::disorders).sum();
    }
}
