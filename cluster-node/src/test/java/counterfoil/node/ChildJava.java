package counterfoil.node;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Builds processes that run the command line. In a build they run the jar as the launcher does, with an archive of the
 * classes that a node loads, which the first of them to end writes; without a jar they run on this test's class path.
 */
public final class ChildJava {
    /** From here on the JVM warns of what libraries do unless it is told that this is fine; before, it knows no such option. */
    private static final int WARNING_RELEASE = 24;

    private ChildJava() {}

    /** A process of one command with its arguments, without any COUNTERFOIL variable of ours. */
    static ProcessBuilder command(List<String> arguments) {
        List<String> command = commandLine("512m", 1);
        command.addAll(arguments);
        return process(command);
    }

    /** A process that starts with no COUNTERFOIL variable of ours. */
    public static ProcessBuilder process(List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(name -> name.startsWith("COUNTERFOIL_"));
        return builder;
    }

    /**
     * The command line up to our own arguments, to be added to.
     *
     * @param heap as {@code -Xmx} has it
     * @param tier the highest compiler tier: 1 starts sooner, 4 runs faster
     */
    public static List<String> commandLine(String heap, int tier) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heap,
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=" + tier,
                "-Djava.util.concurrent.ForkJoinPool.common.parallelism=2",
                // As it is shipped, and not the configuration of the tests beside it on the class path.
                "-Dlogback.configurationFile=logback.xml"));
        if (Runtime.version().feature() >= WARNING_RELEASE) {
            command.addAll(List.of("--sun-misc-unsafe-memory-access=allow", "--enable-native-access=ALL-UNNAMED"));
        }
        Path jar = Path.of(System.getProperty("counterfoil.jar", "none"));
        boolean isBuilt = Files.exists(jar);
        if (isBuilt) {
            command.addAll(List.of(
                    "-XX:+AutoCreateSharedArchive",
                    "-XX:SharedArchiveFile=" + jar.resolveSibling("classes-of-tests-" + tier + ".jsa"),
                    "-Xlog:disable"));
        }
        String classPath = isBuilt ? jar + ":" + jar.resolveSibling("lib/*") : System.getProperty("java.class.path");
        command.addAll(List.of("-cp", classPath, Main.class.getName()));
        return command;
    }
}
