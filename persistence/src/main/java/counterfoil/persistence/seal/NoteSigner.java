package counterfoil.persistence.seal;

import java.time.Instant;

/** A private key that signs notes. */
public sealed interface NoteSigner permits LogKey, CosignerKey {
    /** Its public half. */
    VerifierKey verifier();

    /** Its public half as a vkey, the text that is published. */
    default String verifierKey() {
        return verifier().text();
    }

    /**
     * The signature of a text as a line of a note, with its newline.
     *
     * @param text ends with a newline
     * @param at when it is signed; a key without time ignores it
     */
    String sign(String text, Instant at);
}
