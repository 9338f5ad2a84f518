package counterfoil.node.member;

import counterfoil.node.config.NodeConfig;
import counterfoil.node.config.NodeKeys;
import counterfoil.persistence.personal.MasterKey;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What must be equal on all nodes of a cluster, in a form that gives no secret away. A value is one word, or several while
 * a key is being changed: then nodes with the old, the new and both must get along, so one word in common is enough.
 */
final class Traits {
    /** Raised when nodes of two releases could not understand each other's messages. */
    private static final String MESSAGES = "1";

    private static final String SHARDS = "number of shards";
    private static final Map<String, String> SET_BY = Map.of(
            "messages",
            "the release",
            SHARDS,
            "pekko.cluster.sharding.number-of-shards",
            "admin token",
            "COUNTERFOIL_ADMIN_TOKEN",
            "master key",
            "COUNTERFOIL_MASTER_KEY",
            "signing key",
            "COUNTERFOIL_SIGNING_KEY");
    private static final int FINGERPRINT_BYTES = 8;

    private Traits() {}

    /** Those of a node. */
    static Map<String, String> of(NodeConfig config, NodeKeys keys) {
        byte[] token = config.adminToken().value().getBytes(StandardCharsets.UTF_8);
        int shards = config.settings().forActorSystem(Map.of()).getInt("pekko.cluster.sharding.number-of-shards");
        return Map.of(
                "messages",
                MESSAGES,
                SHARDS,
                Integer.toString(shards),
                // Keyed, so that nobody without the key can try tokens until the fingerprint fits.
                "admin token",
                join(keys.masters().stream()
                        .map(master -> fingerprint(master.derive("trait-token", MasterKey.BYTES), token))),
                "master key",
                join(keys.masters().stream().map(MasterKey::keyId)),
                "signing key",
                join(Stream.concat(Stream.of(keys.signingSeed()), keys.previousSigningSeed().stream())
                        .map(seed -> fingerprint(seed, "trait".getBytes(StandardCharsets.UTF_8)))));
    }

    private static String join(Stream<String> words) {
        return String.join(" ", words.toList());
    }

    private static String fingerprint(byte[] key, byte[] text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(text), 0, FINGERPRINT_BYTES);
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every JDK has HMAC-SHA-256", e);
        }
    }

    /** Whether nodes with these values can be in one cluster. */
    static boolean fit(String mine, String theirs) {
        return !Collections.disjoint(words(mine), words(theirs));
    }

    private static List<String> words(String text) {
        return Arrays.asList(text.split(" ", -1));
    }

    /** Why they cannot, without the values of keys. */
    static String refusal(String trait, String mine, String theirs, String address) {
        String shown = trait.equals(SHARDS) ? " (" + mine + " here, " + theirs + " there)" : "";
        return "the " + trait + " of this node differs from that of node " + address + shown
                + ": it must be equal on all nodes (" + SET_BY.getOrDefault(trait, trait) + ")";
    }
}
