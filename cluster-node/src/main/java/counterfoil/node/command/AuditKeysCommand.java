package counterfoil.node.command;

import counterfoil.node.config.NodeConfig;
import counterfoil.node.seal.LogKeys;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints the public keys of the log, and writes the notes by which one key hands over to the next. */
@Command(
        name = "keys",
        description = {
            "Print the vkeys by which auditors check heads: of the log, of the key that hands over to it, of the"
                    + " cosigner.",
            "Starts nothing; needs the node's settings."
        },
        mixinStandardHelpOptions = true,
        versionProvider = CommandLines.Version.class)
final class AuditKeysCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before the command runs
    private CommandSpec spec;

    @Mixin
    private final NodeOptions options = new NodeOptions();

    @Option(
            names = "--origin",
            paramLabel = "ORIGIN",
            description = "Name of the log, if another was opened after the first.")
    private @Nullable String origin;

    @Option(
            names = "--changes",
            paramLabel = "DIR",
            description = "Write the signed key changes into this folder; needs COUNTERFOIL_PREVIOUS_SIGNING_KEY.")
    private @Nullable Path changes;

    @Override
    public Integer call() {
        NodeConfig config = options.config(MasterKeyFile.settingFor(options.config(Map.of())));
        String first = config.seal().settings().origin();
        String log = origin == null ? first : origin;
        LogKeys keys = LogKeys.of(first, config.keys().require());
        PrintWriter out = spec.commandLine().getOut();
        keys.verifierKeys(log).forEach(key -> out.println(key.text()));
        if (changes != null) {
            write(changes, keys.keyChanges(log, InstantSource.system().instant()));
        }
        return 0;
    }

    private static void write(Path folder, List<String> notes) {
        if (notes.isEmpty()) {
            throw new CommandFailed("no key hands over: COUNTERFOIL_PREVIOUS_SIGNING_KEY is not set");
        }
        try {
            Files.createDirectories(folder);
            int number = 0;
            for (String note : notes) {
                Path file = folder.resolve("%03d".formatted(number));
                while (Files.exists(file)) {
                    number++;
                    file = folder.resolve("%03d".formatted(number));
                }
                Files.writeString(file, note, StandardOpenOption.CREATE_NEW);
            }
        } catch (IOException e) {
            throw new CommandFailed("cannot write the key changes into " + folder + ": " + e, e);
        }
    }
}
