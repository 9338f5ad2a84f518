package counterfoil.http.readtable;

import com.fasterxml.jackson.core.JsonGenerator;
import counterfoil.persistence.query.ReadTableStatus;
import counterfoil.persistence.query.ReadTableStatus.Parked;
import counterfoil.persistence.query.ReadTableStatus.Rebuild;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** The state of read tables, as an operator and the health answer show it. */
public final class ProjectionJson {
    private ProjectionJson() {}

    /** The name of a condition in answers, such as {@code healthy}. */
    public static String code(ReadTableStatus.Condition condition) {
        return condition.name().toLowerCase(Locale.ROOT);
    }

    /** Writes the array of tables. */
    public static void writeTables(JsonGenerator out, String field, List<ReadTableStatus> statuses) throws IOException {
        out.writeArrayFieldStart(field);
        for (ReadTableStatus status : statuses) {
            write(out, status);
        }
        out.writeEndArray();
    }

    private static void write(JsonGenerator out, ReadTableStatus status) throws IOException {
        out.writeStartObject();
        out.writeStringField("name", status.name());
        out.writeStringField("status", code(status.condition()));
        out.writeNumberField("build", status.build());
        out.writeNumberField("log", status.logId());
        out.writeNumberField("position", status.position());
        out.writeNumberField("lag_positions", status.lagPositions());
        out.writeNumberField("lag_seconds", status.lag().toMillis() / 1_000.0);
        out.writeNumberField("parked_entities", status.parkedEntities());
        out.writeNumberField("parked_events", status.parkedEvents());
        out.writeArrayFieldStart("parked");
        for (Parked parked : status.parked()) {
            out.writeStartObject();
            out.writeNumberField("position", parked.position());
            out.writeStringField("entity", parked.entity());
            out.writeStringField("type", parked.type());
            out.writeStringField("reason", parked.reason());
            out.writeEndObject();
        }
        out.writeEndArray();
        Rebuild rebuild = status.rebuilding();
        if (rebuild == null) {
            out.writeNullField("rebuilding");
        } else {
            out.writeObjectFieldStart("rebuilding");
            out.writeNumberField("build", rebuild.build());
            out.writeNumberField("position", rebuild.position());
            out.writeEndObject();
        }
        out.writeStringField("failure", status.failure());
        out.writeEndObject();
    }
}
