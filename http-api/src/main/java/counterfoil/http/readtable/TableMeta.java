package counterfoil.http.readtable;

import com.fasterxml.jackson.core.JsonGenerator;
import counterfoil.http.ApiContext;
import counterfoil.persistence.query.ReadTableStatus;
import counterfoil.persistence.query.ReadTableStatus.Condition;
import counterfoil.persistence.query.TableBasis;
import java.io.IOException;
import java.util.Optional;

/** What an answer from a read table says of itself. */
final class TableMeta {
    private TableMeta() {}

    /**
     * Writes it. The lag is that of about the last second; the answer is stale when facts may be missing that were sealed
     * before that.
     */
    static void write(JsonGenerator out, ApiContext context, String table, TableBasis basis) throws IOException {
        Optional<ReadTableStatus> status = context.reads().statuses().stream()
                .filter(candidate -> candidate.name().equals(table))
                .findFirst();
        out.writeObjectFieldStart("meta");
        if (basis.equals(TableBasis.NONE)) {
            out.writeNullField("position");
        } else {
            out.writeNumberField("position", basis.position());
        }
        if (status.isPresent()) {
            out.writeNumberField("lag_positions", status.get().lagPositions());
            out.writeNumberField("lag_seconds", status.get().lag().toMillis() / 1_000.0);
        } else {
            out.writeNullField("lag_positions");
            out.writeNullField("lag_seconds");
        }
        out.writeStringField("computed_at", context.clock().instant().toString());
        out.writeBooleanField(
                "stale",
                !context.gate().isUp()
                        || status.map(ReadTableStatus::condition)
                                .map(TableMeta::isStale)
                                .orElse(true));
        out.writeStringField("release", context.release().version());
        out.writeEndObject();
    }

    private static boolean isStale(Condition condition) {
        return switch (condition) {
            case HEALTHY -> false;
            case WAITING, PAUSED, BEHIND, PARKED, STOPPED -> true;
        };
    }
}
