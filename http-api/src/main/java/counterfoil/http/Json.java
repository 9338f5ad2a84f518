package counterfoil.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Strict reading and fast writing of JSON. A body is refused with 400 {@code malformed-json} when it is not UTF-8, not
 * RFC 8259 JSON, gives a name twice, has half of a surrogate pair, or passes one of the limits below; with 422 when it
 * is JSON of another form than the one asked for.
 */
public final class Json {
    /** Deepest nesting. */
    public static final int MAX_DEPTH = 64;

    /** Longest string, in UTF-16 units. */
    public static final int MAX_TEXT = 65_536;

    /** Longest name of a field. */
    public static final int MAX_NAME = 1_024;

    /** Most digits of a number. */
    public static final int MAX_DIGITS = 40;

    /** Most values in a body that is read as a whole; bars are read one by one and have a limit of their own. */
    public static final int MAX_VALUES = 20_000;

    /** Most fields of one object in such a body. */
    public static final int MAX_FIELDS = 100;

    static final String LIMITS = "nesting of " + MAX_DEPTH + ", text of " + MAX_TEXT + " characters, name of "
            + MAX_NAME + " characters, number of " + MAX_DIGITS + " digits";

    private static final double MAX_EXACT = 1L << 53;
    private static final double MAX_PLAIN = 1e21;
    private static final double MIN_PLAIN = 1e-9;

    private static final JsonFactory FACTORY = new JsonFactoryBuilder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxStringLength(MAX_TEXT)
                    .maxNameLength(MAX_NAME)
                    .maxNumberLength(MAX_DIGITS)
                    .build())
            .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();

    /** What writes one value. */
    @FunctionalInterface
    public interface Writing {
        /** Writes it. */
        void write(JsonGenerator out) throws IOException;
    }

    private Json() {}

    /** What the reading makes of a body; it starts at the first token and must go to the last. */
    public static <T> T read(byte[] body, Function<JsonReader, T> reading) {
        JsonReader reader = new JsonReader(FACTORY, body);
        reader.next();
        T result = reading.apply(reader);
        reader.requireEnd();
        return result;
    }

    /** The body as one object; any other value is refused with 422. */
    public static JsonObject object(byte[] body) {
        Faults faults = new Faults();
        JsonValue value = read(body, reader -> value(reader, new int[1]));
        JsonObject object = JsonShape.OBJECT.read(value, "", faults).orElse(null);
        if (object == null) {
            faults.refuseIfAny();
            throw new IllegalStateException("a value that is no object has a fault");
        }
        return object;
    }

    /** The JSON that the writing writes, in UTF-8. */
    public static byte[] write(Writing writing) {
        try (ByteArrayBuilder bytes = new ByteArrayBuilder();
                JsonGenerator out = FACTORY.createGenerator(bytes)) {
            writing.write(out);
            out.flush();
            return bytes.toByteArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException("an array cannot fail to be written", impossible);
        }
    }

    /**
     * Writes an observation or statistic: {@code null} for NaN and infinities, whole numbers without fraction, and
     * without exponent from 1e-9 to 1e21, in the fewest digits that tell the double from its neighbours.
     */
    public static void writeNumber(JsonGenerator out, double value) throws IOException {
        double size = Math.abs(value);
        if (!Double.isFinite(value)) {
            out.writeNull();
        } else if (size <= MAX_EXACT && value == Math.rint(value)) {
            out.writeNumber((long) value);
        } else if ((size >= 1e-3 && size < 1e7) || size >= MAX_PLAIN || size < MIN_PLAIN) {
            // Double.toString is plain in the first of these ranges.
            out.writeNumber(value);
        } else {
            out.writeNumber(
                    new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString());
        }
    }

    private static JsonValue value(JsonReader reader, int[] count) {
        if (++count[0] > MAX_VALUES) {
            throw Faults.limit("", "a body of this kind has at most " + MAX_VALUES + " values");
        }
        JsonToken token = reader.current();
        return switch (token) {
            case START_OBJECT -> fields(reader, count);
            case START_ARRAY -> {
                List<JsonValue> items = new ArrayList<>();
                while (reader.next() != JsonToken.END_ARRAY) {
                    items.add(value(reader, count));
                }
                yield new JsonValue.Array(items);
            }
            case VALUE_STRING -> new JsonValue.Text(reader.text());
            case VALUE_NUMBER_INT -> new JsonValue.Digits(reader.digits(), true);
            case VALUE_NUMBER_FLOAT -> new JsonValue.Digits(reader.digits(), false);
            case VALUE_TRUE -> new JsonValue.Flag(true);
            case VALUE_FALSE -> new JsonValue.Flag(false);
            case VALUE_NULL -> new JsonValue.Null();
            case END_OBJECT, END_ARRAY, FIELD_NAME, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE ->
                throw new IllegalStateException("no value begins with " + token);
        };
    }

    private static JsonValue fields(JsonReader reader, int[] count) {
        Map<String, JsonValue> byName = new LinkedHashMap<>();
        while (reader.next() == JsonToken.FIELD_NAME) {
            String name = reader.text();
            if (byName.containsKey(name)) {
                throw reader.malformed("the name " + Faults.shown(name) + " is given twice");
            }
            if (byName.size() == MAX_FIELDS) {
                // Names are chosen by the sender, and so are their hashes.
                throw Faults.limit("", "an object has at most " + MAX_FIELDS + " fields");
            }
            reader.next();
            byName.put(name, value(reader, count));
        }
        return new JsonValue.Fields(byName);
    }
}
