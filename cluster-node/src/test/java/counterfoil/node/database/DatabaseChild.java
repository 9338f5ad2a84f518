package counterfoil.node.database;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A JVM of its own that uses a data folder until its standard input ends. It prints {@code folder} when it holds the
 * folder and, unless it was told only to hold it, {@code database} when the database runs.
 */
final class DatabaseChild implements AutoCloseable {
    private final Process process;
    private final BufferedReader output;

    private DatabaseChild(Process process) {
        this.process = process;
        this.output = process.inputReader(StandardCharsets.UTF_8);
    }

    public static void main(String[] arguments) throws IOException {
        try (DataFolder folder = DataFolder.open(Path.of(arguments[0]));
                BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            System.out.println("folder");
            if (arguments[1].equals("run")) {
                LocalDatabase database = LocalDatabase.start(folder, DatabaseLayout.JOURNAL, System.err::println);
                System.out.println("database");
                input.readLine();
                database.stop();
                System.out.println("stopped");
            } else {
                input.readLine();
            }
        }
    }

    static DatabaseChild holding(Path folder) throws IOException {
        return started(List.of(), System.getProperty("java.class.path"), folder, "hold");
    }

    static DatabaseChild running(Path folder) throws IOException {
        return started(List.of(), System.getProperty("java.class.path"), folder, "run");
    }

    /** A child that runs the database as the user with this number, started by root. */
    static DatabaseChild runningAs(int userId, String classPath, Path folder) throws IOException {
        return started(
                List.of("setpriv", "--reuid=" + userId, "--regid=" + userId, "--clear-groups"),
                classPath,
                folder,
                "run");
    }

    private static DatabaseChild started(List<String> prefix, String classPath, Path folder, String task)
            throws IOException {
        List<String> command = new ArrayList<>(prefix);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx64m", "-cp", classPath, DatabaseChild.class.getName(), folder.toString(), task));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.directory(folder.toFile());
        return new DatabaseChild(builder.start());
    }

    long processId() {
        return process.pid();
    }

    /** Reads what the child prints next; blocks until then. */
    String nextLine() throws IOException {
        return Objects.requireNonNullElse(output.readLine(), "the child has ended");
    }

    /** Ends the child like {@code kill -9} and waits until it is gone. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Lets the child stop its database and end; returns its last line. */
    String end() throws IOException {
        process.getOutputStream().close();
        return nextLine();
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
