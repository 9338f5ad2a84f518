package counterfoil.persistence.seal;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.NamedParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;

/** Signatures of RFC 8032 with the JDK, by raw keys of 32 bytes. */
final class Ed25519 {
    static final int KEY_LENGTH = 32;
    static final int SIGNATURE_LENGTH = 64;

    private static final String NAME = "Ed25519";

    /** What stands before the 32 bytes of a public key in its X.509 form (RFC 8410 section 4). */
    private static final byte[] X509 = HexFormat.of().parseHex("302a300506032b6570032100");

    private Ed25519() {}

    /**
     * The pair of keys of a seed. The JDK derives a public key only while it generates a pair, so it is handed the seed
     * as its source of chance; that the pair is really the seed's is checked.
     */
    static KeyPair pair(byte[] seed) {
        if (seed.length != KEY_LENGTH) {
            throw new IllegalArgumentException("a signing seed has 32 bytes, not " + seed.length);
        }
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(NAME);
            generator.initialize(NamedParameterSpec.ED25519, new GivenBytes(seed));
            KeyPair pair = generator.generateKeyPair();
            byte[] encoded = pair.getPrivate().getEncoded();
            byte[] used = Arrays.copyOfRange(encoded, encoded.length - KEY_LENGTH, encoded.length);
            if (!Arrays.equals(used, seed)) {
                throw new IllegalStateException("this Java does not derive Ed25519 keys from a given seed");
            }
            return pair;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has Ed25519", e);
        }
    }

    /** The 32 bytes of a public key. */
    static byte[] raw(PublicKey key) {
        byte[] encoded = key.getEncoded();
        return Arrays.copyOfRange(encoded, X509.length, encoded.length);
    }

    static byte[] sign(PrivateKey key, byte[] message) {
        try {
            Signature signature = Signature.getInstance(NAME);
            signature.initSign(key);
            signature.update(message);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot sign with Ed25519", e);
        }
    }

    /** Whether the key signed the message; false for a key or a signature that is none. */
    static boolean isSignedBy(byte[] publicKey, byte[] message, byte[] signed) {
        try {
            byte[] encoded = Arrays.copyOf(X509, X509.length + KEY_LENGTH);
            System.arraycopy(publicKey, 0, encoded, X509.length, KEY_LENGTH);
            Signature signature = Signature.getInstance(NAME);
            signature.initVerify(KeyFactory.getInstance(NAME).generatePublic(new X509EncodedKeySpec(encoded)));
            signature.update(message);
            return signature.verify(signed);
        } catch (SignatureException e) {
            return false;
        } catch (GeneralSecurityException e) {
            // The point is not on the curve.
            return false;
        }
    }

    /** Hands out the bytes it was given. */
    private static final class GivenBytes extends SecureRandom {
        private final byte[] given;

        GivenBytes(byte[] given) {
            this.given = given.clone();
        }

        @Override
        public void nextBytes(byte[] bytes) {
            System.arraycopy(given, 0, bytes, 0, bytes.length);
        }
    }
}
