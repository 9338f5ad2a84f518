package counterfoil.persistence.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.Base64Variants;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.util.TokenBuffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A state as JSON, and its digest. The JSON has the frozen form of events (fields in declaration order under snake_case
 * names, no nulls, decimals as strings), with the entries of maps in the order of their names.
 *
 * <p>The digest is the SHA-256 of this encoding of that JSON, value by value; numbers are big-endian:
 *
 * <pre>
 * object   '{'  then for each field its name as a string and its value, then '}'
 * array    '['  then its values, then ']'
 * string   's'  length in bytes as u32, the bytes in UTF-8
 * integer  'i'  i64
 * double   'd'  the eight bytes of IEEE 754; in JSON it is the number with a point or an exponent
 * boolean  't' or 'f'
 * </pre>
 *
 * <p>So whoever has the JSON can compute the digest without this code, and doubles that differ in their last bit differ.
 */
public final class StateJson {
    private final TokenBuffer tokens;

    private StateJson(TokenBuffer tokens) {
        this.tokens = tokens;
    }

    /**
     * What a state holds.
     *
     * @param content records, lists, maps, texts and numbers, none of them null at the top
     * @throws IllegalArgumentException when it cannot be written as JSON
     */
    public static StateJson of(Object content) {
        TokenBuffer tokens = new TokenBuffer(EventJson.stateCodec(), false);
        try {
            EventJson.stateWriter().writeValue(tokens, content);
        } catch (IOException refused) {
            throw new IllegalArgumentException("no state: " + refused.getMessage(), refused);
        }
        return new StateJson(tokens);
    }

    /** The JSON in UTF-8, without spaces. */
    public byte[] bytes() {
        try {
            return EventJson.stateWriter().writeValueAsBytes(tokens);
        } catch (IOException impossible) {
            throw new UncheckedIOException("memory cannot fail", impossible);
        }
    }

    /** The digest as 64 hex digits. */
    public String digest() {
        MessageDigest sha256;
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JVM has SHA-256", impossible);
        }
        try (JsonParser parser = tokens.asParser()) {
            ByteBuffer eight = ByteBuffer.allocate(1 + Long.BYTES);
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                encode(parser, token, sha256, eight);
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException("memory cannot fail", impossible);
        }
        return HexFormat.of().formatHex(sha256.digest());
    }

    private static void encode(JsonParser parser, JsonToken token, MessageDigest sha256, ByteBuffer eight)
            throws IOException {
        switch (token) {
            case START_OBJECT -> sha256.update((byte) '{');
            case END_OBJECT -> sha256.update((byte) '}');
            case START_ARRAY -> sha256.update((byte) '[');
            case END_ARRAY -> sha256.update((byte) ']');
            case FIELD_NAME, VALUE_STRING -> encode(parser.getText(), sha256);
            // Bytes, which stand in the JSON as base64.
            case VALUE_EMBEDDED_OBJECT ->
                encode(Base64Variants.getDefaultVariant().encode(parser.getBinaryValue()), sha256);
            case VALUE_NUMBER_INT ->
                sha256.update(eight.clear()
                        .put((byte) 'i')
                        .putLong(parser.getLongValue())
                        .flip());
            case VALUE_NUMBER_FLOAT ->
                sha256.update(eight.clear()
                        .put((byte) 'd')
                        .putLong(Double.doubleToRawLongBits(parser.getDoubleValue()))
                        .flip());
            case VALUE_TRUE -> sha256.update((byte) 't');
            case VALUE_FALSE -> sha256.update((byte) 'f');
            case VALUE_NULL -> sha256.update((byte) 'n');
            case NOT_AVAILABLE -> throw new IllegalStateException("a state holds something that is no JSON");
        }
    }

    private static void encode(String text, MessageDigest sha256) {
        byte[] bytes = text.getBytes(UTF_8);
        sha256.update((byte) 's');
        sha256.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
        sha256.update(bytes);
    }
}
