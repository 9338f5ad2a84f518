package counterfoil.persistence.seal;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** The spellings that the formats of C2SP share. Each value has exactly one spelling; any other is refused. */
final class Texts {
    private static final int MAX_DIGITS = 19;
    private static final int SHOWN = 60;

    private Texts() {}

    /** A decimal number from 0 to 2^63 - 1 without leading zeros. */
    static long number(String what, String text) {
        boolean digits = !text.isEmpty()
                && text.length() <= MAX_DIGITS
                && text.chars().allMatch(c -> c >= '0' && c <= '9')
                && (text.length() == 1 || text.charAt(0) != '0');
        if (digits) {
            try {
                return Long.parseLong(text);
            } catch (NumberFormatException e) {
                throw SealProblem.malformed(what + " is too large: " + text);
            }
        }
        throw SealProblem.malformed(what + " is no decimal number: " + shown(text));
    }

    /** Standard Base64 with padding, RFC 4648 section 4. */
    static byte[] base64(String what, String text) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw SealProblem.malformed(what + " is not Base64: " + shown(text));
        }
        if (!base64(bytes).equals(text)) {
            throw SealProblem.malformed(what + " is not Base64 as it should be spelled: " + shown(text));
        }
        return bytes;
    }

    static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** A hash of 32 bytes in Base64. */
    static byte[] hash(String what, String text) {
        byte[] bytes = base64(what, text);
        if (bytes.length != Merkle.HASH_LENGTH) {
            throw SealProblem.malformed(what + " has " + bytes.length + " bytes instead of 32");
        }
        return bytes;
    }

    /** UTF-8 that is really UTF-8. */
    static String utf8(String what, byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw SealProblem.malformed(what + " is not UTF-8");
        }
    }

    static boolean hasControls(String text) {
        return text.chars().anyMatch(c -> c < ' ');
    }

    /** What a message may repeat of a text that somebody sent: its beginning, without control characters. */
    static String shown(String text) {
        String beginning = text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
        return "'" + beginning.replaceAll("\\p{Cntrl}", "?") + "'";
    }
}
