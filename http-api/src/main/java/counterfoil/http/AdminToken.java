package counterfoil.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * The one secret that opens the API until there are accounts. Only its hash is kept, and hashes are compared in a time
 * that tells nothing about where they differ.
 */
public final class AdminToken {
    /** Fewest characters that are accepted as a token. */
    public static final int MIN_LENGTH = 16;

    private final byte[] hash;

    private AdminToken(byte[] hash) {
        this.hash = hash;
    }

    /**
     * The token as the operator set it.
     *
     * @throws IllegalArgumentException if it has fewer than {@link #MIN_LENGTH} characters or one that cannot stand in a
     *     header; the message does not hold the token
     */
    public static AdminToken of(String token) {
        if (token.length() < MIN_LENGTH || !token.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw new IllegalArgumentException(
                    "the admin token must have at least " + MIN_LENGTH + " characters, all visible ASCII");
        }
        return new AdminToken(Digests.sha256(token.getBytes(StandardCharsets.UTF_8)));
    }

    /** Whether this is the token. */
    public boolean matches(String token) {
        return MessageDigest.isEqual(hash, Digests.sha256(token.getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public String toString() {
        return "AdminToken";
    }
}
