package counterfoil.http.audit;

import counterfoil.http.Access;
import counterfoil.http.Answer;
import counterfoil.http.ApiContext;
import counterfoil.http.Blocking;
import counterfoil.http.Call;
import counterfoil.http.Json;
import counterfoil.http.Route;
import counterfoil.persistence.query.Connections;
import counterfoil.persistence.query.Head;
import counterfoil.persistence.query.Heads;
import counterfoil.persistence.query.PublishedLog;
import counterfoil.persistence.query.SealedEvents;
import counterfoil.persistence.query.SealedHashes;
import counterfoil.persistence.seal.VerifierKey;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.ContentTypes;

/**
 * The log as C2SP tlog-tiles serves it, so that any client of such logs can follow this one: the signed head, tiles of
 * hashes, bundles of leaf data. Beside it all heads ever published, and the keys that check them.
 */
final class LogRoutes {
    static final ContentType TEXT = ContentTypes.TEXT_PLAIN_UTF8;

    private static final String LOG = "/api/v1/audit/log/";

    private final ApiContext context;
    private final Blocking blocking;
    private final ReadRecords records;

    LogRoutes(ApiContext context, Blocking blocking, ReadRecords records) {
        this.context = context;
        this.blocking = blocking;
        this.records = records;
    }

    List<Route> routes() {
        return List.of(
                get("checkpoint", Set.of(), this::checkpoint),
                get("tile/{path…}", Set.of(), this::tile),
                get("heads", Set.of("from", "limit"), this::heads),
                get("keys", Set.of(), this::keys));
    }

    private static Route get(String path, Set<String> parameters, Route.Handler handler) {
        return new Route("GET", LOG + path, Access.ADMIN_TOKEN, parameters, handler);
    }

    private CompletionStage<Answer> checkpoint(Call call) {
        return records.recorded(
                call,
                "checkpoint",
                Map.of(),
                () -> blocking.read(
                        call.deadline(), () -> text(published(context).head().note())));
    }

    private CompletionStage<Answer> tile(Call call) {
        TilePath tile = TilePath.parse("tile/" + call.path().getFirst());
        return records.recorded(
                call,
                "tile",
                Map.of("path", tile.path()),
                () -> blocking.read(call.deadline(), () -> tile(tile, published(context))));
    }

    private Answer tile(TilePath path, PublishedLog log) throws SQLException {
        if (!path.isWithin(log.size())) {
            throw AuditProblems.unknownTile(path.path()).refuse();
        }
        Connections connections = context.audit().connections();
        byte[] bytes = switch (path) {
            case TilePath.Hashes hashes -> {
                try (SealedHashes source = SealedHashes.open(connections, log.logId())) {
                    yield source.read(
                            hashes.tile().level(),
                            hashes.tile().first(),
                            hashes.tile().width());
                }
            }
            case TilePath.Entries entries -> entries(connections, log, entries);
        };
        Answer answer = Answer.of(200, ContentTypes.APPLICATION_OCTET_STREAM, bytes, Answer.Policy.PRIVATE_JSON);
        return path.width() == SealedHashes.TILE ? answer.immutable() : answer;
    }

    private static byte[] entries(Connections connections, PublishedLog log, TilePath.Entries entries)
            throws SQLException {
        try {
            return EntryBundle.of(
                    new SealedEvents(connections).after(log.logId(), entries.first() - 1, entries.width()));
        } catch (SealedEvents.MissingRow missing) {
            throw AuditProblems.journalAltered(missing.position()).refuse();
        }
    }

    private CompletionStage<Answer> heads(Call call) {
        Long given = AuditQuery.number(call, "from");
        long from = given == null ? 0 : given;
        int limit = call.query().limit();
        return records.recorded(
                call,
                "heads",
                Map.of("from", Long.toString(from), "limit", Integer.toString(limit)),
                () -> blocking.read(call.deadline(), () -> heads(published(context), from, limit)));
    }

    private Answer heads(PublishedLog log, long from, int limit) throws SQLException {
        List<Head> heads = new Heads(context.audit().connections()).from(log.logId(), from, limit);
        boolean more = heads.size() == limit && heads.getLast().size() < log.size();
        return Answer.json(200, Json.write(out -> {
            out.writeStartObject();
            out.writeStringField("origin", log.origin());
            out.writeArrayFieldStart("heads");
            for (Head head : heads) {
                out.writeStartObject();
                out.writeNumberField("size", head.size());
                out.writeStringField("root", HexFormat.of().formatHex(head.root()));
                out.writeStringField("made_at", head.madeAt().toString());
                out.writeStringField("note", head.note());
                out.writeEndObject();
            }
            out.writeEndArray();
            if (more) {
                out.writeNumberField("next_from", heads.getLast().size() + 1);
            } else {
                out.writeNullField("next_from");
            }
            out.writeEndObject();
        }));
    }

    private CompletionStage<Answer> keys(Call call) {
        return records.recorded(call, "keys", Map.of(), () -> {
            List<VerifierKey> keys = context.audit().verifierKeys().get();
            if (keys.isEmpty()) {
                throw AuditProblems.nothingSealed().refuse();
            }
            StringBuilder text = new StringBuilder();
            keys.forEach(key -> text.append(key.text()).append('\n'));
            return CompletableFuture.completedFuture(text(text.toString()));
        });
    }

    static Answer text(String text) {
        return Answer.of(200, TEXT, text.getBytes(StandardCharsets.UTF_8), Answer.Policy.PRIVATE_JSON);
    }

    /** The log as published; refuses with 404 before that. */
    static PublishedLog published(ApiContext context) throws SQLException {
        return PublishedLog.read(context.audit().connections())
                .orElseThrow(() -> AuditProblems.nothingSealed().refuse());
    }
}
