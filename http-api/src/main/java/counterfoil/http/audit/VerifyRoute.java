package counterfoil.http.audit;

import counterfoil.http.Access;
import counterfoil.http.AdminBody;
import counterfoil.http.Answer;
import counterfoil.http.ApiContext;
import counterfoil.http.Blocking;
import counterfoil.http.Call;
import counterfoil.http.Faults;
import counterfoil.http.Json;
import counterfoil.http.JsonObject;
import counterfoil.http.JsonShape;
import counterfoil.http.Route;
import counterfoil.persistence.query.Connections;
import counterfoil.persistence.query.JournalRow;
import counterfoil.persistence.query.PublishedLog;
import counterfoil.persistence.query.SealedHashes;
import counterfoil.persistence.seal.Checkpoint;
import counterfoil.persistence.seal.EventProof;
import counterfoil.persistence.seal.Leaf;
import counterfoil.persistence.seal.Proofs;
import counterfoil.persistence.seal.SealProblem;
import counterfoil.persistence.seal.SignedHead;
import counterfoil.persistence.seal.VerifierKey;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Compares what a client holds, a signed head or the proof of an event, with the log and the journal as they are. The
 * answer is this node's word; who does not want to take it verifies an export offline.
 */
final class VerifyRoute {
    private final ApiContext context;
    private final Blocking blocking;
    private final ReadRecords records;

    VerifyRoute(ApiContext context, Blocking blocking, ReadRecords records) {
        this.context = context;
        this.blocking = blocking;
        this.records = records;
    }

    List<Route> routes() {
        return List.of(new Route("POST", "/api/v1/audit/verify", Access.ADMIN_TOKEN, Set.of(), this::verify));
    }

    /** What a client holds; exactly one of the two is there. */
    private record Held(@Nullable String head, @Nullable String eventProof) {
        static Held parse(byte[] body) {
            JsonObject in = Json.object(body);
            Optional<String> head = in.optional("head", JsonShape.LINES);
            Optional<String> proof = in.optional("event_proof", JsonShape.LINES);
            in.end();
            Faults faults = in.faults();
            if (faults.isEmpty() && head.isPresent() == proof.isPresent()) {
                faults.add(in.pointer(), "give head or event_proof, one of them");
            }
            faults.refuseIfAny();
            return new Held(head.orElse(null), proof.orElse(null));
        }
    }

    /**
     * What came of it.
     *
     * @param code null when it holds, else what does not, in kebab case
     * @param reason the same in a sentence
     * @param checkpoint the head that was checked; null when it could not be read
     */
    private record Verdict(
            @Nullable String code,
            @Nullable String reason,
            @Nullable Checkpoint checkpoint) {}

    private CompletionStage<Answer> verify(Call call) {
        return AdminBody.json(call).thenCompose(body -> {
            Held held = Held.parse(body);
            String what = held.head() == null ? "event-proof" : "head";
            return records.recorded(
                    call,
                    "verify",
                    Map.of("what", what),
                    () -> blocking.read(call.deadline(), () -> answer(what, judge(held))));
        });
    }

    private Verdict judge(Held held) throws SQLException {
        PublishedLog log = LogRoutes.published(context);
        List<VerifierKey> keys = context.audit().verifierKeys().get();
        try {
            if (held.head() != null) {
                return compare(log, SignedHead.open(held.head(), keys).checkpoint());
            }
            EventProof proof = EventProof.parse(String.valueOf(held.eventProof()));
            Checkpoint checkpoint = proof.verify(keys).checkpoint();
            Verdict verdict = compare(log, checkpoint);
            return verdict.code() == null ? compare(proof.leaf(), checkpoint) : verdict;
        } catch (SealProblem problem) {
            String code = problem.kind().name().toLowerCase(Locale.ROOT).replace('_', '-');
            return new Verdict(code, problem.getMessage(), null);
        }
    }

    /** Whether a head that is signed is one of this log's. */
    private Verdict compare(PublishedLog log, Checkpoint held) throws SQLException {
        if (!held.origin().equals(log.origin())) {
            return new Verdict("other-log", "this log is " + log.origin() + ", not " + held.origin(), held);
        }
        if (held.size() > log.size()) {
            String reason = "the head has a size of " + held.size() + ", and this log only " + log.size()
                    + ": what was signed is lost";
            return new Verdict("ahead-of-log", reason, held);
        }
        try (SealedHashes hashes = SealedHashes.open(context.audit().connections(), log.logId())) {
            return Arrays.equals(Proofs.root(hashes, held.size()), held.root())
                    ? new Verdict(null, null, held)
                    : new Verdict("other-history", "this log had another root at size " + held.size(), held);
        }
    }

    /** Whether the journal still holds the event that was proven. */
    private Verdict compare(Leaf leaf, Checkpoint held) throws SQLException {
        Connections connections = context.audit().connections();
        Optional<JournalRow> row = JournalRow.find(connections, leaf.persistenceId(), leaf.sequenceNumber());
        boolean same = row.filter(
                        found -> !found.deleted() && Arrays.equals(found.leaf().data(), leaf.data()))
                .isPresent();
        String reason = row.isEmpty() ? "the journal lacks the event" : "the journal holds the event altered";
        return same ? new Verdict(null, null, held) : new Verdict("journal-altered", reason, held);
    }

    private static Answer answer(String what, Verdict verdict) {
        Checkpoint checkpoint = verdict.checkpoint();
        return Answer.json(200, Json.write(out -> {
            out.writeStartObject();
            out.writeStringField("what", what);
            out.writeBooleanField("verified", verdict.code() == null);
            out.writeStringField("code", verdict.code());
            out.writeStringField("reason", verdict.reason());
            out.writeStringField("origin", checkpoint == null ? null : checkpoint.origin());
            if (checkpoint == null) {
                out.writeNullField("size");
            } else {
                out.writeNumberField("size", checkpoint.size());
            }
            out.writeEndObject();
        }));
    }
}
