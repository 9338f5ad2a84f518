package counterfoil.http;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * Bodies that are not even text of their format. They are answered with 400, the code {@code malformed-} and the format
 * ({@code json}, {@code csv}), and the place: {@code line 3, column 7}, both from 1, columns in characters.
 */
public final class Malformed {
    private static final int DECODED_AT_ONCE = 8_192;

    private Malformed() {}

    /** The refusal of a body at a byte offset. */
    public static Problem.Refused at(String format, byte[] body, long offset, String reason) {
        return at(format, place(body, (int) Math.max(0, Math.min(offset, body.length))), reason);
    }

    /** The refusal of a body at a named place. */
    public static Problem.Refused at(String format, String place, String reason) {
        String name = format.toUpperCase(Locale.ROOT);
        return new Problem(
                        400,
                        "malformed-" + format,
                        "The body is not well-formed " + name,
                        place + ": " + reason,
                        List.of(new Problem.FieldError(place, reason)))
                .refuse();
    }

    /**
     * Refuses bytes that are not UTF-8 as RFC 3629 has it (no over-long forms, no surrogates), and NUL bytes, which no
     * text format of ours allows and by which a parser would take the body for UTF-16.
     */
    public static void requireUtf8(String format, byte[] body) {
        for (int i = 0; i < body.length; i++) {
            if (body[i] == 0) {
                throw at(format, body, i, "a NUL byte");
            }
        }
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(body);
        CharBuffer out = CharBuffer.allocate(Math.min(DECODED_AT_ONCE, body.length + 1));
        CoderResult result;
        do {
            out.clear();
            result = decoder.decode(in, out, true);
            if (result.isError()) {
                throw at(format, body, in.position(), "bytes that are not UTF-8");
            }
        } while (result.isOverflow());
    }

    private static String place(byte[] body, int offset) {
        int line = 1;
        int column = 1;
        for (int i = 0; i < offset; i++) {
            if (body[i] == '\n') {
                line++;
                column = 1;
            } else if ((body[i] & 0xC0) != 0x80) {
                // Only the first byte of a character counts.
                column++;
            }
        }
        return "line " + line + ", column " + column;
    }
}
