package counterfoil.http.audit;

import counterfoil.http.Access;
import counterfoil.http.Answer;
import counterfoil.http.ApiContext;
import counterfoil.http.Call;
import counterfoil.http.Problems;
import counterfoil.http.Route;
import counterfoil.persistence.query.EntityEvents;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** What an auditor reads of one entity. */
final class EntityRoutes {
    private static final String ENTITY = "/api/v1/audit/entities/{type}/{id}";
    private static final int MAX_DIGITS = 18;

    private final ApiContext context;
    private final ReadRecords records;

    EntityRoutes(ApiContext context, ReadRecords records) {
        this.context = context;
        this.records = records;
    }

    /** The routes. */
    List<Route> routes() {
        return List.of(
                new Route("GET", ENTITY + "/events", Access.ADMIN_TOKEN, Set.of("from", "limit"), this::events),
                new Route("GET", ENTITY + "/state", Access.ADMIN_TOKEN, Set.of("known_at", "as_of"), this::state));
    }

    private CompletionStage<Answer> state(Call call) {
        Instant knownAt = call.query().knownAt(context.clock());
        LocalDate asOf = call.query().date("as_of");
        Map<String, String> asked = Map.of("type", type(call), "id", id(call));
        return records.recorded(
                call,
                "entity-state",
                asked,
                () -> context.replays()
                        .state(type(call), id(call), knownAt, asOf, call.deadline())
                        .thenApply(state -> Answer.json(
                                200,
                                AuditJson.state(
                                        state, knownAt, asOf, context.release().version()))));
    }

    private CompletionStage<Answer> events(Call call) {
        long from = from(call);
        int limit = call.query().limit();
        Map<String, String> asked = Map.of("type", type(call), "id", id(call));
        return records.recorded(
                call,
                "entity-events",
                asked,
                () -> context.replays()
                        .events(type(call), id(call), from, limit, call.deadline())
                        .thenApply(events -> {
                            Long next = next(events, limit);
                            return Answer.json(200, AuditJson.events(type(call), id(call), events, next))
                                    .withHeader("Link", next == null ? null : link(call, next, limit));
                        }));
    }

    /** A page may end before its limit because of its size; only then, or when it is full, more may follow. */
    private static @Nullable Long next(List<AuditedEvent> events, int limit) {
        long bytes = 0;
        for (AuditedEvent event : events) {
            bytes += event.row().payload().length;
        }
        boolean isLast = events.size() < limit && bytes <= EntityEvents.MAX_PAGE_BYTES;
        return isLast ? null : (Long) (events.getLast().row().sequenceNumber() + 1);
    }

    private static String link(Call call, long next, int limit) {
        return "<" + call.request().getUri().getPathString() + "?from=" + next + "&limit=" + limit + ">; rel=\"next\"";
    }

    private static String type(Call call) {
        return call.path().getFirst();
    }

    private static String id(Call call) {
        return call.path().get(1);
    }

    private static long from(Call call) {
        String text = call.query().get("from");
        if (text == null) {
            return 1;
        }
        boolean isNumber =
                !text.isEmpty() && text.length() <= MAX_DIGITS && text.chars().allMatch(c -> c >= '0' && c <= '9');
        if (!isNumber || Long.parseLong(text) < 1) {
            throw Problems.invalidParameter("from", text, "must be a sequence number, at least 1")
                    .refuse();
        }
        return Long.parseLong(text);
    }
}
