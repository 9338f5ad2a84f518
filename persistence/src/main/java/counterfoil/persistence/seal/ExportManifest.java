package counterfoil.persistence.seal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * What an export says of itself in {@code manifest.json}. It is not signed: origin, size and root must be those of the signed
 * head, and the range only says which events the folder holds.
 *
 * @param origin of the log
 * @param size of the head
 * @param root of the head, in Base64
 * @param from position of the first event
 * @param to position behind the last event; at most the size
 * @param exportedAt when it was written, by the clock of the node
 */
record ExportManifest(String origin, long size, String root, long from, long to, Instant exportedAt) {
    private static final String FORMAT = "counterfoil-export/1";
    private static final Set<String> FIELDS =
            Set.of("format", "origin", "size", "root", "from", "to", "events_per_file", "exported_at");
    private static final JsonFactory JSON = new JsonFactory();

    ExportManifest {
        if (from < 0 || from > to || to > size) {
            throw SealProblem.malformed(
                    "an export of a log of " + size + " does not hold the positions " + from + " to " + to);
        }
    }

    byte[] write() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(bytes).useDefaultPrettyPrinter()) {
            json.writeStartObject();
            json.writeStringField("format", FORMAT);
            json.writeStringField("origin", origin);
            json.writeNumberField("size", size);
            json.writeStringField("root", root);
            json.writeNumberField("from", from);
            json.writeNumberField("to", to);
            json.writeNumberField("events_per_file", ExportLayout.EVENTS_PER_FILE);
            json.writeStringField("exported_at", exportedAt.toString());
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the manifest as JSON", e);
        }
        bytes.write('\n');
        return bytes.toByteArray();
    }

    static ExportManifest parse(byte[] bytes) {
        Map<String, String> fields = new HashMap<>();
        try (JsonParser json = JSON.createParser(bytes)) {
            boolean isObject = json.nextToken() == JsonToken.START_OBJECT;
            while (isObject && json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                JsonToken value = json.nextToken();
                if (!FIELDS.contains(name) || !value.isScalarValue() || fields.put(name, json.getText()) != null) {
                    throw SealProblem.malformed("manifest.json has an unexpected field " + Texts.shown(name));
                }
            }
            if (!isObject || json.currentToken() != JsonToken.END_OBJECT || json.nextToken() != null) {
                throw SealProblem.malformed("manifest.json is no single object");
            }
        } catch (IOException e) {
            throw SealProblem.malformed("manifest.json is not JSON");
        }
        if (!FIELDS.equals(fields.keySet())) {
            throw SealProblem.malformed("manifest.json does not have the fields " + FIELDS);
        }
        return of(fields);
    }

    private static ExportManifest of(Map<String, String> fields) {
        require("format", FORMAT, fields);
        require("events_per_file", Integer.toString(ExportLayout.EVENTS_PER_FILE), fields);
        Instant exportedAt;
        try {
            exportedAt = Instant.parse(fields.getOrDefault("exported_at", ""));
        } catch (DateTimeException e) {
            throw SealProblem.malformed("exported_at in manifest.json is no instant");
        }
        return new ExportManifest(
                fields.getOrDefault("origin", ""),
                number("size", fields),
                fields.getOrDefault("root", ""),
                number("from", fields),
                number("to", fields),
                exportedAt);
    }

    private static long number(String name, Map<String, String> fields) {
        return Texts.number(name + " in manifest.json", fields.getOrDefault(name, ""));
    }

    private static void require(String name, String value, Map<String, String> fields) {
        if (!value.equals(fields.get(name))) {
            throw SealProblem.malformed(name + " in manifest.json is not " + value);
        }
    }
}
