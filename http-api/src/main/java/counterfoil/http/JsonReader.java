package counterfoil.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * Walks over the tokens of a JSON body. What is not JSON as RFC 8259 has it, or passes a limit of {@link Json}, is
 * refused with 400 {@code malformed-json} and the place; a number is never refused for its size here.
 */
public final class JsonReader {
    /** Most tokens that are skipped inside a value that has no place in the body. */
    private static final int MAX_SKIPPED = 10_000;

    private final byte[] body;
    private final JsonParser parser;

    JsonReader(JsonFactory factory, byte[] body) {
        Malformed.requireUtf8("json", body);
        this.body = body;
        try {
            this.parser = factory.createParser(body);
        } catch (IOException impossible) {
            throw new UncheckedIOException("an array cannot fail to be read", impossible);
        }
    }

    /** Goes to the next token; refuses when the body ends here. */
    public JsonToken next() {
        JsonToken token = nextOrEnd();
        if (token == null) {
            throw Malformed.at("json", body, body.length, "the body ends too early");
        }
        return token;
    }

    /** Refuses anything but white space after the value that was read. */
    void requireEnd() {
        if (nextOrEnd() != null) {
            throw malformed("something follows the end of the value");
        }
    }

    /** The string here; refuses lone surrogates, which no encoding can carry. */
    public String text() {
        String text = digitsOrText();
        if (hasLoneSurrogate(text)) {
            throw malformed("half of a surrogate pair");
        }
        return text;
    }

    /** The digits of the number here, as they were written. */
    public String digits() {
        return digitsOrText();
    }

    /** The number here as the nearest double; infinite when none is near. */
    public double number() {
        try {
            return parser.getDoubleValue();
        } catch (IOException failed) {
            throw refusal(failed);
        }
    }

    /** Skips the value here, which has no place in the body; refuses with the faults so far when it is very large. */
    public void skip(Faults faults) {
        int depth = 0;
        int skipped = 0;
        JsonToken token = current();
        while (true) {
            if (token.isStructStart()) {
                depth++;
            } else if (token.isStructEnd()) {
                depth--;
            } else if (token == JsonToken.VALUE_STRING) {
                text();
            }
            if (depth == 0) {
                return;
            }
            if (++skipped > MAX_SKIPPED) {
                faults.refuseIfAny();
            }
            token = next();
        }
    }

    /** The token here. */
    public JsonToken current() {
        JsonToken token = parser.currentToken();
        return token == null ? next() : token;
    }

    /** The refusal of the token here. */
    public Problem.Refused malformed(String reason) {
        return Malformed.at("json", body, parser.currentTokenLocation().getByteOffset(), reason);
    }

    private @Nullable JsonToken nextOrEnd() {
        try {
            return parser.nextToken();
        } catch (IOException failed) {
            throw refusal(failed);
        }
    }

    private String digitsOrText() {
        try {
            return parser.getText();
        } catch (IOException failed) {
            throw refusal(failed);
        }
    }

    private Problem.Refused refusal(IOException failed) {
        if (!(failed instanceof JsonProcessingException refused)) {
            throw new UncheckedIOException("an array cannot fail to be read", failed);
        }
        return Malformed.at("json", body, offset(refused), reason(refused));
    }

    private long offset(JsonProcessingException refused) {
        if (refused instanceof JsonEOFException) {
            return body.length;
        }
        JsonLocation location = refused.getLocation();
        long offset = location == null || location.getByteOffset() < 0
                ? parser.currentLocation().getByteOffset()
                : location.getByteOffset();
        // A word that is no literal is noticed only behind its end.
        return refused.getOriginalMessage().contains(" token '") ? startOfWord((int) offset) : offset;
    }

    private int startOfWord(int behind) {
        int start = Math.min(behind, body.length);
        if (start == behind && start > 0 && !isOfWord(body[start - 1])) {
            start--;
        }
        while (start > 0 && isOfWord(body[start - 1])) {
            start--;
        }
        return start;
    }

    private static boolean isOfWord(byte b) {
        return b < 0 || Character.isLetterOrDigit(b) || b == '_' || b == '$';
    }

    private String reason(JsonProcessingException refused) {
        if (refused instanceof JsonEOFException) {
            return "the body ends too early";
        }
        if (refused instanceof StreamConstraintsException) {
            return "a limit is passed: " + Json.LIMITS;
        }
        String where = parser.getParsingContext().inObject()
                ? "inside an object"
                : parser.getParsingContext().inArray() ? "inside a list" : "outside of any object";
        return "this is not JSON, " + where;
    }

    private static boolean hasLoneSurrogate(String text) {
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i++);
            if (Character.isSurrogate(c)) {
                boolean pair =
                        Character.isHighSurrogate(c) && i < text.length() && Character.isLowSurrogate(text.charAt(i));
                if (!pair) {
                    return true;
                }
                i++;
            }
        }
        return false;
    }
}
