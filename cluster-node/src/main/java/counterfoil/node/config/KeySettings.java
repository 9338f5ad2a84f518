package counterfoil.node.config;

import com.typesafe.config.Config;
import counterfoil.persistence.personal.BadKey;
import counterfoil.persistence.personal.MasterKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.function.Supplier;

/**
 * The keys of a node as they are set, not yet looked at, and where the key store is.
 *
 * @param masterKey base64 text; may be empty, because only some commands need it
 * @param masterKeyFile a file with that text; empty for none
 * @param newMasterKey base64 text of the key that is to take its place; empty when it stays
 * @param signingKey base64 text of an Ed25519 seed; empty to derive it from the master key
 * @param previousSigningKey base64 text of the seed that it takes the place of; empty when nothing is handed over
 */
public record KeySettings(
        Secret masterKey,
        String masterKeyFile,
        Secret newMasterKey,
        Secret signingKey,
        Secret previousSigningKey,
        KeyDatabase database) {
    private static final String HOW = "make one with `openssl rand -base64 32` and keep a copy elsewhere";
    private static final long LONGEST_FILE = 1_024;

    /** The key store; {@code url} is empty for the embedded one, {@code ownerUser} when migrations are elsewhere. */
    public record KeyDatabase(String url, String user, Secret password, String ownerUser, Secret ownerPassword) {
        /** Whether this node starts and owns the key store in its data folder. */
        public boolean isEmbedded() {
            return url.isEmpty();
        }
    }

    static KeySettings of(Config config) {
        return new KeySettings(
                new Secret(config.getString("master-key").strip()),
                config.getString("master-key-file"),
                new Secret(config.getString("new-master-key").strip()),
                new Secret(config.getString("signing-key").strip()),
                new Secret(config.getString("previous-signing-key").strip()),
                new KeyDatabase(
                        config.getString("database-url"),
                        config.getString("database-user"),
                        new Secret(config.getString("database-password")),
                        config.getString("database-owner-user"),
                        new Secret(config.getString("database-owner-password"))));
    }

    /** Whether a master key is given, well or badly. */
    public boolean isMasterKeyGiven() {
        return masterKey.isSet() || !masterKeyFile.isEmpty();
    }

    /** Whether the key that signs the log is set, and so stays when the master key changes. */
    public boolean isSigningKeyPinned() {
        return signingKey.isSet();
    }

    /**
     * Reads the keys.
     *
     * @throws ConfigProblem naming the variable, never the value, if the master key is missing, or if a key is not base64
     *     or has not 32 bytes
     */
    public NodeKeys require() {
        MasterKey master = requireMasterKey();
        byte[] signing = signingKey.isSet()
                ? read("COUNTERFOIL_SIGNING_KEY", () -> MasterKey.bytesOf(signingKey.value()))
                : master.derive(NodeKeys.SIGNING, MasterKey.BYTES);
        MasterKey next = newMasterKey.isSet() ? requireNewMasterKey() : null;
        byte[] previous = previousSigningKey.isSet()
                ? read("COUNTERFOIL_PREVIOUS_SIGNING_KEY", () -> MasterKey.bytesOf(previousSigningKey.value()))
                : null;
        return new NodeKeys(master, next, signing, previous);
    }

    /**
     * Reads the key that is to take the master key's place.
     *
     * @throws ConfigProblem naming the variable, never the value, if it is missing or no key
     */
    public MasterKey requireNewMasterKey() {
        if (!newMasterKey.isSet()) {
            throw new ConfigProblem("COUNTERFOIL_NEW_MASTER_KEY is not set: " + HOW);
        }
        return read("COUNTERFOIL_NEW_MASTER_KEY", () -> MasterKey.parse(newMasterKey.value()));
    }

    private MasterKey requireMasterKey() {
        if (masterKey.isSet()) {
            return read("COUNTERFOIL_MASTER_KEY", () -> MasterKey.parse(masterKey.value()));
        }
        if (masterKeyFile.isEmpty()) {
            throw new ConfigProblem("COUNTERFOIL_MASTER_KEY is not set: it protects personal data; " + HOW);
        }
        return read("COUNTERFOIL_MASTER_KEY_FILE", () -> MasterKey.parse(textOf(Path.of(masterKeyFile))));
    }

    private static String textOf(Path file) {
        try {
            if (Files.size(file) > LONGEST_FILE) {
                throw new BadKey("names a file of more than " + LONGEST_FILE + " bytes");
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new ConfigProblem("COUNTERFOIL_MASTER_KEY_FILE names a file that cannot be read: " + file, e);
        }
    }

    private static <T> T read(String variable, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (BadKey e) {
            throw new ConfigProblem(variable + " " + e.getMessage() + ": " + HOW);
        }
    }

    /** A key as the settings take it. */
    public static String encode(byte[] key) {
        return Base64.getEncoder().encodeToString(key);
    }
}
