package counterfoil.node.database;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;

/**
 * Runs {@code initdb}, {@code pg_ctl} and {@code postgres}. PostgreSQL refuses to run as root, so root runs them inside
 * a user namespace of their own ({@code unshare -U}), where the same user has another number and no privileges.
 *
 * <p>The programs get none of this process's environment but the search path: it may hold keys.
 */
final class PostgresPrograms {
    private static final long LONGEST_SECONDS = 120;
    private static final Set<String> ENVIRONMENT = Set.of("PATH", "TMPDIR", "LD_LIBRARY_PATH");

    private final Path folder;
    private final List<String> prefix;

    private PostgresPrograms(Path folder, List<String> prefix) {
        this.folder = folder;
        this.prefix = prefix;
    }

    /**
     * How a program ended.
     *
     * @param output standard output and error, mixed
     */
    record Ended(int exitCode, String output) {
        boolean well() {
            return exitCode == 0;
        }

        /** The last line with text, for a one-line message. */
        String lastLine() {
            return output.lines().filter(line -> !line.isBlank()).reduce("no output", (first, last) -> last.strip());
        }
    }

    /**
     * Programs in a folder, run by a user with this number.
     *
     * @throws DatabaseUnavailable if the user is root and the system has no user namespaces
     */
    static PostgresPrograms in(Path folder, int userId) throws IOException {
        if (userId != 0) {
            return new PostgresPrograms(folder, List.of());
        }
        List<String> namespace = List.of("unshare", "-U");
        try {
            PostgresPrograms programs = new PostgresPrograms(folder, namespace);
            if (programs.run(folder, "", seconds -> {}, "postgres", "--version").well()) {
                return programs;
            }
        } catch (IOException e) {
            throw refusedAsRoot(e.toString());
        }
        throw refusedAsRoot("unshare -U failed");
    }

    private static DatabaseUnavailable refusedAsRoot(String reason) {
        return new DatabaseUnavailable("PostgreSQL does not run as root and this system grants no user namespace ("
                + reason + "): start as an ordinary user");
    }

    /**
     * The major version of these programs.
     *
     * @throws DatabaseUnavailable if they do not run on this system
     */
    int majorVersion() throws IOException {
        Ended ended = run(folder, "", seconds -> {}, "postgres", "--version");
        String digits = ended.output().replaceFirst("(?s)^postgres \\(PostgreSQL\\) (\\d+).*$", "$1");
        if (!ended.well() || !digits.matches("\\d+")) {
            throw new DatabaseUnavailable("the embedded PostgreSQL does not run on this system: " + ended.lastLine());
        }
        return Integer.parseInt(digits);
    }

    /**
     * Runs a program to its end.
     *
     * @param workingFolder where it runs; arguments may be relative to it
     * @param input its standard input
     * @param eachSecond told the seconds gone, once per second of waiting
     */
    Ended run(Path workingFolder, String input, LongConsumer eachSecond, String program, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>(prefix);
        command.add(folder.resolve("bin").resolve(program).toString());
        command.addAll(List.of(arguments));
        Path output = Files.createTempFile("counterfoil-" + program, ".out");
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(workingFolder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            builder.environment().keySet().retainAll(ENVIRONMENT);
            builder.environment().put("LC_ALL", "C");
            Process process = builder.start();
            try (OutputStream standardInput = process.getOutputStream()) {
                standardInput.write(input.getBytes(StandardCharsets.UTF_8));
            }
            await(process, program, eachSecond);
            return new Ended(process.exitValue(), Files.readString(output, StandardCharsets.ISO_8859_1));
        } finally {
            Files.deleteIfExists(output);
        }
    }

    private static void await(Process process, String program, LongConsumer eachSecond) {
        try {
            for (long seconds = 1; !process.waitFor(1, TimeUnit.SECONDS); seconds++) {
                if (seconds > LONGEST_SECONDS) {
                    process.destroyForcibly();
                    throw new DatabaseUnavailable(program + " did not end within " + LONGEST_SECONDS + " s");
                }
                eachSecond.accept(seconds);
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            throw Deadline.interrupted(e);
        }
    }
}
