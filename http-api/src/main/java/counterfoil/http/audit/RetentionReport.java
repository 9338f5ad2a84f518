package counterfoil.http.audit;

import com.fasterxml.jackson.core.JsonGenerator;
import counterfoil.http.Json;
import counterfoil.persistence.query.AppendOnlyGuard;
import counterfoil.persistence.query.PublishedLog;
import counterfoil.persistence.query.RetentionCount;
import counterfoil.protocol.Enciphered;
import counterfoil.protocol.hold.Hold;
import counterfoil.protocol.hold.HoldView;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The retention report and its JSON.
 *
 * @param log the log and the head that the counts are bounded by
 * @param counted positions from 0 that are in the counts
 * @param at when it was made
 * @param oldBefore the first day that is not older than the minimum
 * @param counts by entity type and event type
 * @param guards of every append-only table
 * @param holds the first page of the holds in force
 * @param reasons the texts of their reasons
 */
record RetentionReport(
        PublishedLog log,
        long counted,
        Instant at,
        LocalDate oldBefore,
        List<RetentionCount> counts,
        List<AppendOnlyGuard> guards,
        HoldView.Page holds,
        Map<Enciphered, String> reasons) {
    /** How long records are kept at least; nothing is deleted afterwards either. */
    static final int MINIMUM_YEARS = 7;

    RetentionReport {
        counts = List.copyOf(counts);
        guards = List.copyOf(guards);
        reasons = Map.copyOf(reasons);
    }

    byte[] json() {
        return Json.write(out -> {
            out.writeStartObject();
            out.writeStringField("report", "retention");
            writeBasis(out);
            out.writeNumberField("minimum_years", MINIMUM_YEARS);
            out.writeStringField("older_means_before", oldBefore.toString());
            out.writeArrayFieldStart("entity_types");
            for (RetentionCount sum : byEntityType()) {
                out.writeStartObject();
                writeCount(out, sum);
            }
            out.writeEndArray();
            out.writeArrayFieldStart("event_types");
            for (RetentionCount count : counts) {
                out.writeStartObject();
                out.writeStringField("event_type", count.manifest());
                writeCount(out, count);
            }
            out.writeEndArray();
            writeGuards(out);
            writeHolds(out);
            out.writeEndObject();
        });
    }

    private void writeBasis(JsonGenerator out) throws IOException {
        out.writeObjectFieldStart("basis");
        out.writeStringField("origin", log.origin());
        out.writeNumberField("size", log.size());
        out.writeStringField("head", log.head().note());
        out.writeNumberField("counted", counted);
        out.writeBooleanField("complete", counted >= log.size());
        out.writeNumberField("rows_missing_when_counted", counted - events());
        out.writeStringField("at", at.toString());
        out.writeEndObject();
    }

    private long events() {
        return counts.stream().mapToLong(RetentionCount::events).sum();
    }

    private List<RetentionCount> byEntityType() {
        Map<String, RetentionCount> sums = new TreeMap<>();
        counts.forEach(count -> sums.merge(count.entityType(), count, RetentionReport::sum));
        return List.copyOf(sums.values());
    }

    private static RetentionCount sum(RetentionCount one, RetentionCount other) {
        return new RetentionCount(
                one.entityType(),
                one.manifest(),
                one.events() + other.events(),
                one.oldest().isBefore(other.oldest()) ? one.oldest() : other.oldest(),
                one.newest().isAfter(other.newest()) ? one.newest() : other.newest(),
                one.old() + other.old());
    }

    private static void writeCount(JsonGenerator out, RetentionCount count) throws IOException {
        out.writeStringField("entity_type", count.entityType());
        out.writeNumberField("events", count.events());
        out.writeStringField("oldest", count.oldest().toString());
        out.writeStringField("newest", count.newest().toString());
        out.writeNumberField("older", count.old());
        out.writeEndObject();
    }

    private void writeGuards(JsonGenerator out) throws IOException {
        boolean all = guards.size() == AppendOnlyGuard.TABLES.size();
        out.writeBooleanField("guards_intact", all && guards.stream().allMatch(AppendOnlyGuard::isIntact));
        out.writeArrayFieldStart("guards");
        for (AppendOnlyGuard guard : guards) {
            out.writeStartObject();
            out.writeStringField("table", guard.table());
            out.writeBooleanField("intact", guard.isIntact());
            out.writeBooleanField("trigger_enabled_always", guard.triggerAlways());
            out.writeBooleanField("refuses_update", guard.refusesUpdate());
            out.writeBooleanField("refuses_delete", guard.refusesDelete());
            out.writeBooleanField("refuses_truncate", guard.refusesTruncate());
            out.writeBooleanField("function_as_shipped", guard.functionAsShipped());
            out.writeBooleanField("application_may_append_only", guard.applicationMayAppendOnly());
            out.writeBooleanField("application_is_not_owner", guard.applicationIsNotOwner());
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private void writeHolds(JsonGenerator out) throws IOException {
        out.writeObjectFieldStart("legal_holds");
        out.writeNumberField("in_force", holds.inForce());
        out.writeArrayFieldStart("first");
        for (Hold hold : holds.holds()) {
            HoldRoutes.write(out, hold, reasons);
        }
        out.writeEndArray();
        out.writeEndObject();
    }
}
