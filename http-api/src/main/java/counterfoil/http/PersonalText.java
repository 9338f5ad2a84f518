package counterfoil.http;

import counterfoil.protocol.Enciphered;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/**
 * Enciphers what a person writes before it reaches an entity, and reads it for an answer. Nobody behind this edge sees a
 * person's text. Stages fail with a 503 {@link Problem.Refused} while the keys cannot be reached.
 */
public interface PersonalText {
    /** Stands for a text whose subject was erased. */
    String ERASED = "[erased]";

    /** Stands for a text whose key is lost, or that is not as it was written. */
    String UNREADABLE = "[unreadable]";

    /**
     * Enciphers a text.
     *
     * @param subject whose text it is, under a pseudonymous id
     * @param purpose which field it is for; needed again to read it
     */
    CompletionStage<Enciphered> encipher(String subject, String purpose, String text);

    /** A digest of some text under a key of the subject, in hex: equal for equal texts until the subject is erased. */
    CompletionStage<String> digest(String subject, String text);

    /** The texts of envelopes, or what stands for them; one entry for each envelope. */
    CompletionStage<Map<Enciphered, String>> decipher(Collection<Enciphered> envelopes, String purpose);
}
