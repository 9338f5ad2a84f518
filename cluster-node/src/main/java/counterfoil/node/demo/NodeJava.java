package counterfoil.node.demo;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How to start another Java like this one, for a node. */
final class NodeJava {
    /** Where the launcher keeps the classes that a node loads, for a faster start; the property may be missing. */
    private static final String ARCHIVE = "counterfoil.archive";

    private NodeJava() {}

    /**
     * The command line up to the arguments of our own.
     *
     * @param keepsClasses whether this node writes the archive of classes when it ends, where there is none; one at most
     */
    static List<String> command(boolean keepsClasses) {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current()
                .info()
                .command()
                .orElse(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> !argument.startsWith("-D" + ARCHIVE + "="))
                .forEach(command::add);
        String archive = System.getProperty(ARCHIVE, "");
        if (!archive.isEmpty() && (keepsClasses || Files.exists(Path.of(archive)))) {
            if (keepsClasses) {
                command.add("-XX:+AutoCreateSharedArchive");
            }
            command.add("-XX:SharedArchiveFile=" + archive);
            command.add("-Xlog:disable");
        }
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "counterfoil.node.Main", "node"));
        return command;
    }
}
