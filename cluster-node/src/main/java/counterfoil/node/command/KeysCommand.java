package counterfoil.node.command;

import counterfoil.node.KeyStoreAccess;
import counterfoil.node.config.KeySettings;
import counterfoil.node.config.NodeConfig;
import counterfoil.node.config.NodeKeys;
import counterfoil.persistence.personal.KeyRotation;
import counterfoil.persistence.personal.MasterKey;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Work on keys that no node may do by itself. Prints ids of keys and numbers, never a key. */
@Command(
        name = "keys",
        description = "Show which master key wraps how many keys, change the master key, pin the signing key.",
        mixinStandardHelpOptions = true,
        versionProvider = CommandLines.Version.class,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {KeysCommand.Status.class, KeysCommand.Rotate.class, KeysCommand.PinSigningKey.class})
final class KeysCommand {
    /** Where the key store of a node is. */
    static final class Place {
        @Option(names = "--data-dir", paramLabel = "DIR", description = "Folder of the embedded databases (./data).")
        @Nullable
        String dataDir;

        @Option(names = "--config", paramLabel = "FILE", description = "File with settings.")
        @Nullable
        Path file;

        NodeConfig config() {
            NodeOptions options = new NodeOptions();
            options.dataDir = dataDir;
            options.file = file;
            NodeConfig given = options.config(Map.of());
            return options.config(MasterKeyFile.settingFor(given));
        }
    }

    /** Counts keys. */
    @Command(
            name = "status",
            description = {
                "Print how many keys each master key wraps, by its id, and how many subjects were erased.",
                "The node must have ended when its key store is the embedded one."
            },
            mixinStandardHelpOptions = true,
            versionProvider = CommandLines.Version.class)
    static final class Status implements Callable<Integer> {
        @Spec
        @SuppressWarnings("NullAway.Init") // picocli sets it before the command runs
        private CommandSpec spec;

        @Mixin
        private final Place place = new Place();

        @Override
        public Integer call() {
            NodeConfig config = place.config();
            NodeKeys keys = config.keys().require();
            PrintWriter out = spec.commandLine().getOut();
            try (KeyStoreAccess access =
                    KeyStoreAccess.open(config, spec.commandLine().getErr()::println)) {
                out.println("master key " + keys.master().keyId() + " is in use");
                access.store()
                        .countsByKeyId()
                        .forEach((id, count) -> out.println("master key " + id + " wraps " + count + " keys"));
                out.println(access.store().destroyed().size() + " subjects were erased");
            }
            out.flush();
            return 0;
        }
    }

    /** Changes the master key. */
    @Command(
            name = "rotate",
            description = {
                "Wrap every key by COUNTERFOIL_NEW_MASTER_KEY instead of COUNTERFOIL_MASTER_KEY. May be interrupted and"
                        + " repeated.",
                "COUNTERFOIL_SIGNING_KEY must be set first (keys pin-signing-key), as it would change otherwise."
            },
            mixinStandardHelpOptions = true,
            versionProvider = CommandLines.Version.class)
    static final class Rotate implements Callable<Integer> {
        @Spec
        @SuppressWarnings("NullAway.Init") // picocli sets it before the command runs
        private CommandSpec spec;

        @Mixin
        private final Place place = new Place();

        @Override
        public Integer call() {
            NodeConfig config = place.config();
            MasterKey old = config.keys().require().master();
            MasterKey fresh = config.keys().requireNewMasterKey();
            if (!config.keys().isSigningKeyPinned()) {
                throw new CommandFailed("COUNTERFOIL_SIGNING_KEY is not set, so the key that signs the log would change"
                        + " with the master key: run `counterfoil keys pin-signing-key --out FILE` and set it to that"
                        + " file's text on every node first");
            }
            if (old.keyId().equals(fresh.keyId())) {
                throw new CommandFailed("COUNTERFOIL_NEW_MASTER_KEY is the master key that is in use");
            }
            PrintWriter out = spec.commandLine().getOut();
            PrintWriter err = spec.commandLine().getErr();
            try (KeyStoreAccess access = KeyStoreAccess.open(config, err::println)) {
                KeyRotation rotation = new KeyRotation(access.store(), old, fresh);
                long done = rotation.run(count -> err.println(count + " keys wrapped anew"));
                if (!rotation.isComplete()) {
                    throw new CommandFailed(done + " keys wrapped anew, and others are being worked on: run it again");
                }
                out.println(done + " keys wrapped anew, all by master key " + fresh.keyId()
                        + ": set COUNTERFOIL_MASTER_KEY to it on every node, and unset COUNTERFOIL_NEW_MASTER_KEY");
            }
            out.flush();
            return 0;
        }
    }

    /** Writes the signing key. */
    @Command(
            name = "pin-signing-key",
            description = {
                "Write the key that signs the log, which is derived from the master key, into a new file that only you"
                        + " can read: base64 for COUNTERFOIL_SIGNING_KEY.",
                "It signs like the node itself, so keep it as the master key is kept."
            },
            mixinStandardHelpOptions = true,
            versionProvider = CommandLines.Version.class)
    static final class PinSigningKey implements Callable<Integer> {
        @Spec
        @SuppressWarnings("NullAway.Init") // picocli sets it before the command runs
        private CommandSpec spec;

        @Mixin
        private final Place place = new Place();

        @Option(names = "--out", paramLabel = "FILE", required = true, description = "A file that does not exist yet.")
        @SuppressWarnings("NullAway.Init") // required
        private Path out;

        @Override
        public Integer call() {
            NodeKeys keys = place.config().keys().require();
            if (Files.exists(out)) {
                throw new CommandFailed(out + " exists already and is left as it is");
            }
            try {
                SecretFile.write(out, KeySettings.encode(keys.signingSeed()));
            } catch (IOException e) {
                throw new CommandFailed("cannot write " + out + ": " + e.getMessage(), e);
            }
            PrintWriter printed = spec.commandLine().getOut();
            printed.println("written; on every node: export COUNTERFOIL_SIGNING_KEY=$(cat " + out + ")");
            printed.flush();
            return 0;
        }
    }
}
