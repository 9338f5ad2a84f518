package counterfoil.persistence.seal;

import com.fasterxml.jackson.core.Base64Variants;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;

/**
 * The spelling of an event in a file of an export: one JSON object with the fields below in this order, no spaces, UTF-8, the
 * payload in Base64, then a newline. Each event has exactly one spelling, and reading refuses any other, so that no byte of a
 * file can be changed unnoticed.
 */
final class EventLine {
    /** Most bytes of a line, its newline included; an event's payload has at most 65,536. */
    static final int MAX_LENGTH = 1 << 20;

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
            .build();

    private EventLine() {}

    static byte[] write(ExportedEvent event) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256 + event.payload().length * 3 / 2);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeNumberField("position", event.position());
            json.writeStringField("persistence_id", event.persistenceId());
            json.writeNumberField("sequence_number", event.sequenceNumber());
            json.writeNumberField("write_timestamp", event.writeTimestamp());
            json.writeNumberField("serializer_id", event.serializerId());
            json.writeStringField("manifest", event.manifest());
            json.writeBooleanField("deleted", event.deleted());
            json.writeFieldName("payload");
            json.writeBinary(Base64Variants.MIME_NO_LINEFEEDS, event.payload(), 0, event.payload().length);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + event.persistenceId() + " as JSON", e);
        }
        bytes.write('\n');
        return bytes.toByteArray();
    }

    /**
     * Reads a line.
     *
     * @param line with its newline
     * @throws SealProblem if it is not what {@link #write} gives
     */
    static ExportedEvent parse(byte[] line) {
        ExportedEvent event;
        try (JsonParser json = JSON.createParser(line)) {
            require(json.nextToken() == JsonToken.START_OBJECT, "an object");
            event = new ExportedEvent(
                    integer(json, "position"),
                    text(json, "persistence_id"),
                    integer(json, "sequence_number"),
                    integer(json, "write_timestamp"),
                    Math.toIntExact(integer(json, "serializer_id")),
                    text(json, "manifest"),
                    flag(json, "deleted"),
                    binary(json, "payload"));
            require(json.nextToken() == JsonToken.END_OBJECT, "the end of the object");
        } catch (IOException | ArithmeticException | IllegalArgumentException e) {
            throw SealProblem.malformed("the line is no event in JSON");
        }
        if (!isSpelling(line, event)) {
            throw SealProblem.malformed("the line is not spelled as an export spells an event");
        }
        return event;
    }

    private static boolean isSpelling(byte[] line, ExportedEvent event) {
        try {
            return Arrays.equals(write(event), line);
        } catch (UncheckedIOException e) {
            // Half of a surrogate pair, which can be escaped in JSON and not be written in UTF-8.
            return false;
        }
    }

    private static long integer(JsonParser json, String name) throws IOException {
        field(json, name);
        require(json.nextToken() == JsonToken.VALUE_NUMBER_INT, "an integer as " + name);
        return json.getLongValue();
    }

    private static String text(JsonParser json, String name) throws IOException {
        field(json, name);
        require(json.nextToken() == JsonToken.VALUE_STRING, "a text as " + name);
        return json.getText();
    }

    private static boolean flag(JsonParser json, String name) throws IOException {
        field(json, name);
        require(json.nextToken().isBoolean(), "true or false as " + name);
        return json.getBooleanValue();
    }

    private static byte[] binary(JsonParser json, String name) throws IOException {
        field(json, name);
        require(json.nextToken() == JsonToken.VALUE_STRING, "Base64 as " + name);
        return json.getBinaryValue(Base64Variants.MIME_NO_LINEFEEDS);
    }

    private static void field(JsonParser json, String name) throws IOException {
        require(name.equals(json.nextFieldName()), "the field " + name);
    }

    private static void require(boolean isThere, String what) {
        if (!isThere) {
            throw SealProblem.malformed("the line of an event lacks " + what);
        }
    }
}
