package counterfoil.node;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Builds processes that run the command line on this test's class path. */
final class ChildJava {
    /** From here on the JVM warns of what libraries do unless it is told that this is fine; before, it knows no such option. */
    private static final int WARNING_RELEASE = 24;

    private ChildJava() {}

    /** A process of one command with its arguments, without any COUNTERFOIL variable of ours. */
    static ProcessBuilder command(List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Djava.util.concurrent.ForkJoinPool.common.parallelism=2",
                // As it is shipped, and not the configuration of the tests beside it on the class path.
                "-Dlogback.configurationFile=logback.xml"));
        if (Runtime.version().feature() >= WARNING_RELEASE) {
            command.add("--sun-misc-unsafe-memory-access=allow");
            command.add("--enable-native-access=ALL-UNNAMED");
        }
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(name -> name.startsWith("COUNTERFOIL_"));
        return builder;
    }
}
