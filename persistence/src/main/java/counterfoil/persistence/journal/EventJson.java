package counterfoil.persistence.journal;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.ObjectCodec;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * The text form of every event, frozen: what stands in a journal must read the same in ten years.
 *
 * <p>Fields stand in declaration order under snake_case names; nulls and absent Optionals are left out; decimals are
 * plain strings, instants and dates ISO-8601. Reading is strict: an unknown field, a missing one that is neither
 * Optional nor nullable, a number where text belongs are refused. Changing anything here changes what new events look
 * like, and the golden files say so.
 */
final class EventJson {

    /** Beyond this a decimal in plain notation is an attack or an accident, not an amount. */
    private static final int MAX_DECIMAL_DIGITS = 200;

    private static final ObjectMapper MAPPER = frozen();

    private EventJson() {}

    static ObjectWriter writer(Class<?> type) {
        return MAPPER.writerFor(type);
    }

    static ObjectReader reader(Class<?> type) {
        return MAPPER.readerFor(type);
    }

    /** The same form, with the entries of maps in the order of their names. */
    static ObjectWriter stateWriter() {
        return MAPPER.writer(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);
    }

    static ObjectCodec stateCodec() {
        return MAPPER;
    }

    static JsonNode tree(byte[] json) throws IOException {
        return MAPPER.readTree(json);
    }

    private static ObjectMapper frozen() {
        SimpleModule scalars = new SimpleModule()
                .addSerializer(BigDecimal.class, new DecimalWriter())
                .addDeserializer(BigDecimal.class, new DecimalReader())
                .addDeserializer(Instant.class, new InstantReader())
                .addSerializer(String.class, new TextWriter());
        return JsonMapper.builder()
                // Every character as itself in UTF-8, also those beyond the basic plane.
                .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
                .addModules(new JavaTimeModule(), new Jdk8Module(), scalars)
                .annotationIntrospector(new RequiredComponents())
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .serializationInclusion(JsonInclude.Include.NON_ABSENT)
                .visibility(PropertyAccessor.GETTER, Visibility.NONE)
                .visibility(PropertyAccessor.IS_GETTER, Visibility.NONE)
                .visibility(PropertyAccessor.SETTER, Visibility.NONE)
                .visibility(PropertyAccessor.FIELD, Visibility.ANY)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS, MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .disable(DeserializationFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
                .build();
    }

    /** Writes decimals as plain strings, never in scientific notation. */
    private static final class DecimalWriter extends StdScalarSerializer<BigDecimal> {
        DecimalWriter() {
            super(BigDecimal.class);
        }

        @Override
        public void serialize(BigDecimal value, JsonGenerator json, SerializerProvider provider) throws IOException {
            if (value.precision() > MAX_DECIMAL_DIGITS || Math.abs((long) value.scale()) > MAX_DECIMAL_DIGITS) {
                provider.reportMappingProblem(
                        "decimal with precision %d and scale %d, more than %d digits",
                        value.precision(), value.scale(), MAX_DECIMAL_DIGITS);
            }
            json.writeString(value.toPlainString());
        }
    }

    /** Reads decimals from strings only: a JSON number may already have lost digits on its way. */
    private static final class DecimalReader extends StdScalarDeserializer<BigDecimal> {
        DecimalReader() {
            super(BigDecimal.class);
        }

        @Override
        public BigDecimal deserialize(JsonParser json, DeserializationContext context) throws IOException {
            if (json.currentToken() != JsonToken.VALUE_STRING) {
                context.reportWrongTokenException(this, JsonToken.VALUE_STRING, "a decimal is a string");
            }
            String text = json.getText();
            try {
                return new BigDecimal(text);
            } catch (NumberFormatException notDecimal) {
                throw context.weirdStringException(text, BigDecimal.class, "not a decimal");
            }
        }
    }

    /** Refuses what PostgreSQL cannot hold as JSON text: one such event would blind every audit view. */
    private static final class TextWriter extends StdScalarSerializer<String> {
        TextWriter() {
            super(String.class);
        }

        @Override
        public void serialize(String value, JsonGenerator json, SerializerProvider provider) throws IOException {
            for (int i = 0; i < value.length(); i++) {
                char c = value.charAt(i);
                if (c == 0) {
                    provider.reportMappingProblem("text with the character U+0000");
                } else if (Character.isSurrogate(c)) {
                    boolean paired = Character.isHighSurrogate(c)
                            && i + 1 < value.length()
                            && Character.isLowSurrogate(value.charAt(i + 1));
                    if (!paired) {
                        provider.reportMappingProblem("text with half of a surrogate pair");
                    }
                    i++;
                }
            }
            json.writeString(value);
        }
    }
}
