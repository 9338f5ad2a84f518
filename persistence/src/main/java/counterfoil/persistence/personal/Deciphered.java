package counterfoil.persistence.personal;

/** What became of a text that somebody wants to read. */
public sealed interface Deciphered {
    /** It can be read. */
    record Text(String text) implements Deciphered {
        /** Not the text: it belongs into no log. */
        @Override
        public String toString() {
            return "Text[" + text.length() + " characters]";
        }
    }

    /** The keys of its subject were destroyed, so nobody can read it any more. */
    record Erased() implements Deciphered {}

    /** Its key is lost, or the bytes are not what was written: a damaged key store, or tampering. */
    record Unreadable() implements Deciphered {}
}
