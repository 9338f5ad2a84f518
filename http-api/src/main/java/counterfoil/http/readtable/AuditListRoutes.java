package counterfoil.http.readtable;

import com.fasterxml.jackson.core.JsonGenerator;
import counterfoil.http.Access;
import counterfoil.http.Answer;
import counterfoil.http.ApiContext;
import counterfoil.http.Call;
import counterfoil.http.IsoTime;
import counterfoil.http.Json;
import counterfoil.http.PageToken;
import counterfoil.http.Problems;
import counterfoil.http.Query;
import counterfoil.http.Reasons;
import counterfoil.http.Route;
import counterfoil.http.audit.ReadRecords;
import counterfoil.persistence.query.AuditEntry;
import counterfoil.persistence.query.AuditPage;
import counterfoil.persistence.query.AuditQuestion;
import counterfoil.persistence.query.AuditQuestion.Place;
import counterfoil.protocol.Enciphered;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Lists who caused which event, the last recorded first. */
public final class AuditListRoutes {
    private static final String TABLE = "audit-list";
    private static final int MAX_TEXT = 255;
    private static final long MICROS_PER_SECOND = 1_000_000;
    private static final Pattern TYPE = Pattern.compile("[a-z][a-z0-9-]*\\.[A-Z][A-Za-z0-9]*");

    private final ApiContext context;
    private final ReadRecords records;

    /** Routes that ask the read tables of this context, on record. */
    public AuditListRoutes(ApiContext context, ReadRecords records) {
        this.context = context;
        this.records = records;
    }

    /** The routes. */
    public List<Route> routes() {
        return List.of(new Route(
                "GET",
                "/api/v1/admin/audit-logs",
                Access.ADMIN_TOKEN,
                Set.of("from", "to", "principal", "type", "entity", "limit", "page_token"),
                this::list));
    }

    private CompletionStage<Answer> list(Call call) {
        Instant from = instant(call, "from", 0);
        Instant to = instant(call, "to", 1);
        if (from != null && to != null && !from.isBefore(to)) {
            throw Problems.invalidParameter("from", call.query().get("from"), "must be before to")
                    .refuse();
        }
        String principal = Asked.text(call, "principal", MAX_TEXT);
        String type = Asked.text(call, "type", MAX_TEXT);
        if (type != null && !TYPE.matcher(type).matches()) {
            throw Problems.invalidParameter(
                            "type", type, "must be the name of an event, such as stock.InstrumentListed")
                    .refuse();
        }
        String entity = Asked.text(call, "entity", MAX_TEXT);
        String list = "audit-logs\n" + from + "\n" + to + "\n" + principal + "\n" + type + "\n" + entity;
        AuditQuestion question = new AuditQuestion(
                from, to, principal, type, entity, call.query().limit(), after(call, list));
        // What is written down is of a checked form; the other parameters may be any text.
        Map<String, String> asked = new TreeMap<>();
        putIfGiven(asked, "from", from);
        putIfGiven(asked, "to", to);
        putIfGiven(asked, "type", type);
        return records.recorded(call, "audit-logs", asked, () -> answer(call, list, question));
    }

    private static void putIfGiven(Map<String, String> asked, String name, @Nullable Object value) {
        if (value != null) {
            asked.put(name, value.toString());
        }
    }

    private CompletionStage<Answer> answer(Call call, String list, AuditQuestion question) {
        return Asked.of(context, () -> context.reads().list(question)).thenCompose(page -> {
            String next = page.more() ? token(list, page.entries().getLast()) : null;
            return new Reasons(context)
                    .texts(page.entries().stream().map(AuditListRoutes::reasonOf))
                    .thenApply(reasons -> Answer.json(200, write(page, reasons, next))
                            .withHeader("Link", next == null ? null : PageToken.link(call, next)));
        });
    }

    /** The beginning of a date, some days on, or an instant. */
    private static @Nullable Instant instant(Call call, String name, int days) {
        String text = call.query().get(name);
        if (text == null) {
            return null;
        }
        if (text.indexOf('T') < 0) {
            LocalDate date = Query.parseDate(name, text).plusDays(days);
            return date.atStartOfDay(ZoneOffset.UTC).toInstant();
        }
        try {
            return Instant.ofEpochSecond(IsoTime.instant(text));
        } catch (IllegalArgumentException refused) {
            throw Problems.invalidParameter(name, text, "must be a date or an instant such as 2026-11-22T10:00:00Z")
                    .refuse();
        }
    }

    private static String token(String list, AuditEntry entry) {
        return PageToken.writeText(
                list, ChronoUnit.MICROS.between(Instant.EPOCH, entry.recordedAt()) + "|" + entry.position());
    }

    private static @Nullable Place after(Call call, String list) {
        String token = call.query().get("page_token");
        if (token == null) {
            return null;
        }
        String[] parts = PageToken.readText(list, token).split("\\|", 2);
        long micros = Long.parseLong(parts[0]);
        Instant recordedAt = Instant.ofEpochSecond(
                Math.floorDiv(micros, MICROS_PER_SECOND), Math.floorMod(micros, MICROS_PER_SECOND) * 1_000L);
        return new Place(recordedAt, Long.parseLong(parts[1]));
    }

    private static @Nullable Enciphered reasonOf(AuditEntry entry) {
        String json = entry.reasonJson();
        return json == null ? null : Reasons.envelope(json);
    }

    private byte[] write(AuditPage page, Map<Enciphered, String> reasons, @Nullable String next) {
        return Json.write(out -> {
            out.writeStartObject();
            out.writeArrayFieldStart("events");
            for (AuditEntry entry : page.entries()) {
                write(out, entry, reasons);
            }
            out.writeEndArray();
            out.writeStringField("next_page_token", next);
            TableMeta.write(out, context, TABLE, page.basis());
            out.writeEndObject();
        });
    }

    private static void write(JsonGenerator out, AuditEntry entry, Map<Enciphered, String> reasons) throws IOException {
        out.writeStartObject();
        out.writeNumberField("position", entry.position());
        out.writeStringField("recorded_at", entry.recordedAt().toString());
        out.writeStringField("principal", entry.principal());
        out.writeStringField("on_behalf_of", entry.onBehalfOf());
        out.writeStringField("request_id", entry.requestId());
        out.writeStringField("type", entry.type());
        out.writeNumberField("version", entry.version());
        out.writeStringField("entity", entry.entity());
        out.writeNumberField("sequence_number", entry.sequenceNumber());
        Enciphered reason = reasonOf(entry);
        out.writeStringField("reason", reason == null ? null : reasons.get(reason));
        out.writeEndObject();
    }
}
