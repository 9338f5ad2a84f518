package counterfoil.node.command;

import counterfoil.node.config.NodeConfig;
import counterfoil.node.config.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;

/** The token of a demo: made once, kept in the data folder where only its owner can read it. */
final class TokenFile {
    private static final String NAME = "admin-token";
    private static final int BYTES = 32;

    private TokenFile() {}

    static Path in(Path dataDir) {
        return dataDir.resolve(NAME);
    }

    /** The token of the folder; made if there is none yet. */
    static Secret readOrMake(Path dataDir) {
        Path file = in(dataDir);
        try {
            if (!Files.exists(file)) {
                Files.createDirectories(dataDir);
                make(file);
            }
            return new Secret(Files.readString(file).strip());
        } catch (IOException e) {
            throw new CommandFailed("cannot keep a token in " + file + ": " + e.getMessage(), e);
        }
    }

    private static void make(Path file) throws IOException {
        byte[] random = new byte[BYTES];
        new SecureRandom().nextBytes(random);
        SecretFile.write(file, HexFormat.of().formatHex(random));
    }

    /** Whether a node without a token of its own can use the one that a demo left in its data folder. */
    static boolean isNeeded(NodeConfig config) {
        return !config.adminToken().isSet() && Files.exists(in(config.dataDir()));
    }
}
