package counterfoil.http.health;

import com.fasterxml.jackson.core.JsonGenerator;
import counterfoil.http.Access;
import counterfoil.http.Answer;
import counterfoil.http.ApiContext;
import counterfoil.http.Json;
import counterfoil.http.Route;
import counterfoil.http.live.LiveStatus;
import counterfoil.http.readtable.ProjectionJson;
import counterfoil.persistence.query.ReadTableStatus;
import counterfoil.persistence.query.SealStatus;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** What an operator and a load balancer ask. Whoever shows no token learns only whether requests may come. */
public final class HealthRoutes {
    private static final String HEALTHY = "healthy";
    private static final String DEGRADED = "degraded";

    private final ApiContext context;

    /** Routes that tell how the node of this context is. */
    public HealthRoutes(ApiContext context) {
        this.context = context;
    }

    /** The routes. */
    public List<Route> routes() {
        return List.of(
                get("/api/v1/health", Access.ADMIN_TOKEN, call -> health()),
                get("/api/v1/health/db", Access.ADMIN_TOKEN, call -> database()),
                get("/api/v1/health/live", Access.OPEN, call -> status(200, "live")),
                get("/api/v1/health/ready", Access.OPEN, call -> ready()),
                get("/api/v1/version", Access.ADMIN_TOKEN, call -> version()));
    }

    private static Route get(String path, Access access, Route.Handler handler) {
        return new Route("GET", path, access, Set.of(), handler);
    }

    private CompletionStage<Answer> health() {
        boolean up = context.gate().isUp();
        Optional<SealStatus> seal = context.audit().seal().get();
        boolean isSealed = seal.map(SealStatus::isHealthy).orElse(true);
        return json(200, out -> {
            List<ReadTableStatus> tables = context.reads().statuses();
            boolean well = up
                    && isSealed
                    && context.readiness().isReady()
                    && context.pulse().condition() == NodePulse.Condition.STEADY
                    && tables.stream().noneMatch(table -> needsAttention(table.condition()));
            out.writeStringField("status", well ? HEALTHY : DEGRADED);
            out.writeStringField("version", context.release().version());
            out.writeBooleanField("ready", context.readiness().isReady());
            out.writeStringField("database", up ? "up" : "down");
            ProjectionJson.writeTables(out, "read_tables", tables);
            if (seal.isPresent()) {
                writeSeal(out, seal.get());
            }
            writeLive(out, context.live().status());
        });
    }

    /** A pause was somebody's wish, and a table that waits for its log is not late yet. */
    private static boolean needsAttention(ReadTableStatus.Condition condition) {
        return switch (condition) {
            case HEALTHY, WAITING, PAUSED -> false;
            case BEHIND, PARKED, STOPPED -> true;
        };
    }

    private static void writeSeal(JsonGenerator out, SealStatus seal) throws IOException {
        out.writeObjectFieldStart("seal");
        out.writeStringField("state", seal.state().name().toLowerCase(Locale.ROOT));
        out.writeStringField("reason", seal.reason());
        out.writeStringField("origin", seal.origin());
        out.writeNumberField("size", seal.size());
        out.writeNumberField("missing", seal.missing());
        out.writeStringField("behind_since", text(seal.behindSince()));
        out.writeNumberField("head_size", Math.max(0, seal.headSize()));
        out.writeStringField("head_made_at", text(seal.headAt()));
        out.writeNumberField("sealed_late", seal.late());
        out.writeNumberField("holes", seal.holes());
        out.writeStringField("export_problem", seal.exportProblem());
        out.writeEndObject();
    }

    private static void writeLive(JsonGenerator out, LiveStatus live) throws IOException {
        out.writeObjectFieldStart("live");
        out.writeNumberField("web_sockets", live.webSockets());
        out.writeNumberField("event_streams", live.eventStreams());
        out.writeNumberField("messages", live.messages());
        out.writeNumberField("conflated", live.conflated());
        out.writeNumberField("closed_slow", live.closedSlow());
        out.writeBooleanField("is_reading", live.source().isReading());
        out.writeNumberField("position", live.source().position());
        out.writeNumberField("lag_seconds", live.source().lag().toMillis() / 1e3);
        out.writeEndObject();
    }

    private static @Nullable String text(@Nullable Instant instant) {
        return instant == null ? null : instant.toString();
    }

    private CompletionStage<Answer> database() {
        DatabaseGate.State state = context.gate().state();
        return json(state.up() ? 200 : 503, out -> {
            out.writeStringField("status", state.up() ? "up" : "down");
            out.writeStringField("since", state.since().toString());
            out.writeStringField("reason", state.reason());
        });
    }

    private CompletionStage<Answer> ready() {
        boolean ready = context.readiness().isReady()
                && context.gate().isUp()
                && context.pulse().condition() == NodePulse.Condition.STEADY;
        return ready ? status(200, "ready") : status(503, "not-ready");
    }

    private CompletionStage<Answer> version() {
        Release release = context.release();
        return json(200, out -> {
            out.writeStringField("version", release.version());
            out.writeStringField("commit", release.commit());
            out.writeStringField("java", release.java());
            out.writeStringField("started_at", release.startedAt().toString());
        });
    }

    private static CompletionStage<Answer> status(int httpStatus, String status) {
        return json(httpStatus, out -> out.writeStringField("status", status));
    }

    /** What writes the fields of an object. */
    @FunctionalInterface
    private interface Fields {
        void write(JsonGenerator out) throws IOException;
    }

    private static CompletionStage<Answer> json(int status, Fields fields) {
        Answer answer = Answer.json(status, Json.write(out -> {
            out.writeStartObject();
            fields.write(out);
            out.writeEndObject();
        }));
        return CompletableFuture.completedFuture(status == 503 ? answer.withHeader("Retry-After", "1") : answer);
    }
}
