package counterfoil.persistence.seal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * The public half of a key that signs notes. Its text is the vkey of C2SP signed-note: name, key id in hex and Base64 of the
 * algorithm byte and the key, joined by {@code +}.
 *
 * @param name of the key, 1 to 255 characters without spaces, control characters and {@code +}
 * @param algorithm how it signs
 * @param publicKey its 32 bytes
 */
public record VerifierKey(String name, Algorithm algorithm, byte[] publicKey) {
    private static final int MAX_NAME = 255;
    private static final int ID_LENGTH = 4;

    /** What a signature is made over. */
    public enum Algorithm {
        /** Ed25519 over the text of the note. */
        ED25519(1),
        /** Ed25519 over a time in seconds and the text of a checkpoint: C2SP tlog-cosignature, version 1. */
        COSIGNATURE(4);

        private final int code;

        Algorithm(int code) {
            this.code = code;
        }
    }

    /** Refuses a name that no note can hold, and a key of another length. */
    public VerifierKey {
        if (!isName(name)) {
            throw new IllegalArgumentException("a key's name has no spaces and no plus: " + Texts.shown(name));
        }
        if (publicKey.length != Ed25519.KEY_LENGTH) {
            throw new IllegalArgumentException("a public key has 32 bytes, not " + publicKey.length);
        }
        publicKey = publicKey.clone();
    }

    /**
     * Reads a vkey.
     *
     * @throws SealProblem if it is malformed, of another algorithm, or its key id is not that of its key
     */
    public static VerifierKey parse(String vkey) {
        // A Base64 text may hold a plus as well, a name cannot.
        List<String> parts = List.of(vkey.split("\\+", 3));
        if (parts.size() != 3 || !isName(parts.getFirst())) {
            throw SealProblem.malformed("a verifier key is name+id+key: " + Texts.shown(vkey));
        }
        byte[] material = Texts.base64("the key in a verifier key", parts.get(2));
        if (material.length != 1 + Ed25519.KEY_LENGTH) {
            throw SealProblem.malformed("the key in a verifier key has " + material.length + " bytes instead of 33");
        }
        for (Algorithm algorithm : Algorithm.values()) {
            if (algorithm.code == material[0]) {
                byte[] key = Arrays.copyOfRange(material, 1, material.length);
                VerifierKey found = new VerifierKey(parts.getFirst(), algorithm, key);
                if (!found.idHex().equals(parts.get(1))) {
                    throw SealProblem.malformed("the id " + Texts.shown(parts.get(1)) + " in a verifier key is not "
                            + found.idHex() + ", which its key has");
                }
                return found;
            }
        }
        throw SealProblem.malformed("a verifier key of the unknown algorithm " + material[0]);
    }

    /** The vkey. */
    public String text() {
        ByteBuffer material = ByteBuffer.allocate(1 + Ed25519.KEY_LENGTH);
        material.put((byte) algorithm.code).put(publicKey);
        return name + "+" + idHex() + "+" + Texts.base64(material.array());
    }

    /** First four bytes of the SHA-256 of name, newline, algorithm and key: what a signature line names it by. */
    byte[] id() {
        MessageDigest digest = Merkle.sha256();
        digest.update(name.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) '\n');
        digest.update((byte) algorithm.code);
        return Arrays.copyOf(digest.digest(publicKey), ID_LENGTH);
    }

    /** The key id as eight hex digits. */
    public String idHex() {
        return HexFormat.of().formatHex(id());
    }

    /** The key's 32 bytes, a copy. */
    @Override
    public byte[] publicKey() {
        return publicKey.clone();
    }

    boolean isSigned(byte[] message, byte[] signature) {
        return Ed25519.isSignedBy(publicKey, message, signature);
    }

    static boolean isName(String name) {
        return !name.isEmpty()
                && name.length() <= MAX_NAME
                && name.codePoints()
                        .noneMatch(c -> c == '+'
                                || c <= ' '
                                || Character.isWhitespace(c)
                                || Character.isSpaceChar(c)
                                || Character.isISOControl(c)
                                || Character.getType(c) == Character.SURROGATE);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof VerifierKey that
                && name.equals(that.name)
                && algorithm == that.algorithm
                && Arrays.equals(publicKey, that.publicKey);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(publicKey);
    }

    @Override
    public String toString() {
        return text();
    }
}
