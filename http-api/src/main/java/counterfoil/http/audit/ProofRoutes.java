package counterfoil.http.audit;

import com.fasterxml.jackson.core.JsonGenerator;
import counterfoil.http.Access;
import counterfoil.http.Answer;
import counterfoil.http.ApiContext;
import counterfoil.http.Blocking;
import counterfoil.http.Call;
import counterfoil.http.Json;
import counterfoil.http.Problems;
import counterfoil.http.Route;
import counterfoil.persistence.query.Connections;
import counterfoil.persistence.query.Head;
import counterfoil.persistence.query.Heads;
import counterfoil.persistence.query.ProvenEvent;
import counterfoil.persistence.query.PublishedLog;
import counterfoil.persistence.query.SealedHashes;
import counterfoil.persistence.seal.Leaf;
import counterfoil.persistence.seal.Merkle;
import counterfoil.persistence.seal.Proofs;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Proofs: that an event stands in the log, and that the log of one size goes on as that of a later one. */
final class ProofRoutes {
    private static final String PROOF = "/api/v1/audit/proof/";
    private static final HexFormat HEX = HexFormat.of();

    private final ApiContext context;
    private final Blocking blocking;
    private final ReadRecords records;

    ProofRoutes(ApiContext context, Blocking blocking, ReadRecords records) {
        this.context = context;
        this.blocking = blocking;
        this.records = records;
    }

    List<Route> routes() {
        return List.of(
                get("inclusion", Set.of("type", "id", "sequence_number"), this::inclusion),
                get("consistency", Set.of("from", "to"), this::consistency));
    }

    private static Route get(String path, Set<String> parameters, Route.Handler handler) {
        return new Route("GET", PROOF + path, Access.ADMIN_TOKEN, parameters, handler);
    }

    private CompletionStage<Answer> inclusion(Call call) {
        String persistenceId = AuditQuery.persistenceId(call);
        long sequenceNumber = AuditQuery.requiredNumber(call, "sequence_number");
        return records.recorded(
                call,
                "inclusion-proof",
                Map.of("persistence_id", persistenceId, "sequence_number", Long.toString(sequenceNumber)),
                () -> blocking.read(call.deadline(), () -> {
                    Connections connections = context.audit().connections();
                    return switch (ProvenEvent.of(connections, persistenceId, sequenceNumber)) {
                        case ProvenEvent.Proven proven ->
                            prefersText(call) ? LogRoutes.text(proven.proof().text()) : inclusion(proven);
                        case ProvenEvent.NothingSealed nothing ->
                            throw AuditProblems.nothingSealed().refuse();
                        case ProvenEvent.Unknown unknown ->
                            throw AuditProblems.unknownEvent(persistenceId, sequenceNumber)
                                    .refuse();
                        case ProvenEvent.NotSealedYet notYet ->
                            throw AuditProblems.notSealedYet().refuse();
                        case ProvenEvent.Altered altered ->
                            throw AuditProblems.journalAltered(altered.position())
                                    .refuse();
                    };
                }));
    }

    /** Whether the client asks for text and not for JSON. */
    private static boolean prefersText(Call call) {
        String accept = call.header("accept");
        return accept != null && accept.contains("text/plain") && !accept.contains("application/json");
    }

    private static Answer inclusion(ProvenEvent.Proven proven) {
        PublishedLog log = proven.log();
        return Answer.json(200, Json.write(out -> {
            out.writeStartObject();
            out.writeStringField("origin", log.origin());
            out.writeNumberField("position", proven.proof().position());
            out.writeFieldName("leaf");
            writeLeaf(out, proven.row().leaf());
            byte[] data = proven.proof().leafData();
            out.writeStringField("leaf_data", Base64.getEncoder().encodeToString(data));
            out.writeStringField("leaf_hash", HEX.formatHex(Merkle.leafHash(data)));
            out.writeNumberField("size", log.size());
            out.writeStringField("root", HEX.formatHex(log.head().root()));
            writeHashes(out, proven.proof().path());
            out.writeStringField("head", log.head().note());
            out.writeEndObject();
        }));
    }

    private static void writeLeaf(JsonGenerator out, Leaf leaf) throws IOException {
        out.writeStartObject();
        out.writeStringField("persistence_id", leaf.persistenceId());
        out.writeNumberField("sequence_number", leaf.sequenceNumber());
        out.writeNumberField("write_timestamp", leaf.writeTimestamp());
        out.writeNumberField("serializer_id", leaf.serializerId());
        out.writeStringField("manifest", leaf.manifest());
        out.writeNumberField("payload_length", leaf.payloadLength());
        out.writeStringField("payload_sha256", HEX.formatHex(leaf.payloadHash()));
        out.writeEndObject();
    }

    private static void writeHashes(JsonGenerator out, List<byte[]> hashes) throws IOException {
        out.writeArrayFieldStart("proof");
        for (byte[] hash : hashes) {
            out.writeString(HEX.formatHex(hash));
        }
        out.writeEndArray();
    }

    private CompletionStage<Answer> consistency(Call call) {
        long from = AuditQuery.requiredNumber(call, "from");
        Long to = AuditQuery.number(call, "to");
        return records.recorded(
                call,
                "consistency-proof",
                to == null
                        ? Map.of("from", Long.toString(from))
                        : Map.of("from", Long.toString(from), "to", to.toString()),
                () -> blocking.read(call.deadline(), () -> consistency(LogRoutes.published(context), from, to)));
    }

    private Answer consistency(PublishedLog log, long from, @Nullable Long asked) throws SQLException {
        long to = asked == null ? log.size() : asked;
        if (to > log.size()) {
            throw AuditProblems.sizeBeyondLog("to", to, log.size()).refuse();
        }
        if (from > to) {
            throw Problems.invalidParameter("from", Long.toString(from), "must not be above to, which is " + to)
                    .refuse();
        }
        Connections connections = context.audit().connections();
        Heads heads = new Heads(connections);
        Optional<Head> fromHead = heads.at(log.logId(), from);
        Optional<Head> toHead = to == log.size() ? Optional.of(log.head()) : heads.at(log.logId(), to);
        try (SealedHashes hashes = SealedHashes.open(connections, log.logId())) {
            byte[] fromRoot = Proofs.root(hashes, from);
            byte[] toRoot = Proofs.root(hashes, to);
            List<byte[]> proof = Proofs.consistency(hashes, from, to);
            return Answer.json(200, Json.write(out -> {
                out.writeStartObject();
                out.writeStringField("origin", log.origin());
                out.writeNumberField("from", from);
                out.writeStringField("from_root", HEX.formatHex(fromRoot));
                out.writeStringField("from_head", fromHead.map(Head::note).orElse(null));
                out.writeNumberField("to", to);
                out.writeStringField("to_root", HEX.formatHex(toRoot));
                out.writeStringField("to_head", toHead.map(Head::note).orElse(null));
                writeHashes(out, proof);
                out.writeEndObject();
            }));
        }
    }
}
