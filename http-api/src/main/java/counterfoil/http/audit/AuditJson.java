package counterfoil.http.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonGenerator;
import counterfoil.http.Json;
import counterfoil.persistence.query.StoredEvent;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Writes what an auditor reads of one entity. */
public final class AuditJson {
    private static final Pattern VERSIONED = Pattern.compile("(.+)\\.v([1-9][0-9]{0,3})");

    private AuditJson() {}

    /** The answer of {@code GET /audit/entities/{type}/{id}/state}. */
    public static byte[] state(
            ReplayedState state, @Nullable Instant knownAt, @Nullable LocalDate asOf, String release) {
        return Json.write(out -> {
            out.writeStartObject();
            writeEntity(out, state.type(), state.id());
            out.writeNumberField("sequence_number", state.sequenceNumber());
            out.writeStringField("recorded_at", state.recordedAt().toString());
            out.writeStringField("known_at", knownAt == null ? null : knownAt.toString());
            out.writeStringField("as_of", asOf == null ? null : asOf.toString());
            out.writeStringField("digest", state.digest());
            out.writeStringField("release", release);
            out.writeFieldName("state");
            out.writeRawValue(new String(state.state(), UTF_8));
            out.writeEndObject();
        });
    }

    /** The answer of {@code GET /audit/entities/{type}/{id}/events}. */
    static byte[] events(String type, String id, List<AuditedEvent> events, @Nullable Long nextFrom) {
        return Json.write(out -> {
            out.writeStartObject();
            writeEntity(out, type, id);
            out.writeArrayFieldStart("events");
            for (AuditedEvent event : events) {
                writeEvent(out, event);
            }
            out.writeEndArray();
            out.writeFieldName("next_from");
            if (nextFrom == null) {
                out.writeNull();
            } else {
                out.writeNumber(nextFrom);
            }
            out.writeEndObject();
        });
    }

    private static void writeEntity(JsonGenerator out, String type, String id) throws IOException {
        out.writeStringField("entity_type", type);
        out.writeStringField("entity_id", id);
    }

    /** The body as it stands in the journal, byte for byte; one that cannot be read is given in base64. */
    private static void writeEvent(JsonGenerator out, AuditedEvent event) throws IOException {
        StoredEvent row = event.row();
        Matcher versioned = VERSIONED.matcher(row.manifest());
        boolean isVersioned = versioned.matches();
        out.writeStartObject();
        out.writeNumberField("sequence_number", row.sequenceNumber());
        out.writeStringField(
                "recorded_at",
                event.recordedAt() == null ? null : event.recordedAt().toString());
        out.writeStringField(
                "written_at", Instant.ofEpochMilli(row.writeTimestamp()).toString());
        out.writeStringField("type", isVersioned ? versioned.group(1) : row.manifest());
        out.writeFieldName("version");
        if (isVersioned) {
            out.writeNumber(Integer.parseInt(versioned.group(2)));
        } else {
            out.writeNull();
        }
        out.writeFieldName("position");
        if (row.position() == null) {
            out.writeNull();
        } else {
            out.writeNumber(row.position());
        }
        if (event.fault() == null) {
            out.writeFieldName("body");
            out.writeRawValue(new String(row.payload(), UTF_8));
        } else {
            out.writeNullField("body");
            out.writeStringField("fault", event.fault());
            out.writeBinaryField("payload_base64", row.payload());
        }
        out.writeEndObject();
    }
}
