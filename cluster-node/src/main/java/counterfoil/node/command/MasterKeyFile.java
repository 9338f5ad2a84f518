package counterfoil.node.command;

import counterfoil.node.config.KeySettings;
import counterfoil.node.config.NodeConfig;
import counterfoil.persistence.personal.MasterKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The master key of a demo: made once, kept in the data folder where only its owner can read it. */
final class MasterKeyFile {
    private static final String NAME = "master-key";
    private static final String SETTING = "counterfoil.keys.master-key-file";

    private MasterKeyFile() {}

    static Path in(Path dataDir) {
        return dataDir.resolve(NAME);
    }

    /** Whether a node without a master key of its own can use the one that a demo left in its data folder. */
    static boolean isNeeded(NodeConfig config) {
        return !config.keys().isMasterKeyGiven() && Files.exists(in(config.dataDir()));
    }

    /** The setting that makes a node use the demo's key where it is needed, else none. */
    static Map<String, String> settingFor(NodeConfig config) {
        return isNeeded(config) ? setting(config.dataDir()) : Map.of();
    }

    /** The setting that makes a demo use a key of its own where none is given; the key is made if there is none yet. */
    static Map<String, String> madeFor(NodeConfig config) {
        Path file = in(config.dataDir());
        if (config.keys().isMasterKeyGiven()) {
            return Map.of();
        }
        try {
            if (!Files.exists(file)) {
                Files.createDirectories(config.dataDir());
                SecretFile.write(file, KeySettings.encode(MasterKey.random()));
            }
            return setting(config.dataDir());
        } catch (IOException e) {
            throw new CommandFailed("cannot keep a master key in " + file + ": " + e.getMessage(), e);
        }
    }

    private static Map<String, String> setting(Path dataDir) {
        return Map.of(SETTING, in(dataDir).toString());
    }
}
