package counterfoil.node;

import counterfoil.protocol.Cause;
import counterfoil.protocol.subject.SubjectCommand.EraseSubject;
import counterfoil.protocol.subject.SubjectKey;
import counterfoil.protocol.subject.SubjectView;
import counterfoil.protocol.subject.SubjectView.Erased;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;

/** Records erasures again that stand in the key store or on the list and not in a restored journal, one after another. */
final class ForgottenErasures {
    private static final Duration TIMEOUT = Duration.ofSeconds(15);
    private static final String PRINCIPAL = "system";

    private ForgottenErasures() {}

    static CompletionStage<Done> record(ActorSystem<?> system, Map<String, Instant> unrecorded, Instant now) {
        ClusterSharding sharding = ClusterSharding.get(system);
        CompletionStage<Done> recorded = CompletableFuture.completedFuture(Done.getInstance());
        for (Map.Entry<String, Instant> erasure : unrecorded.entrySet()) {
            recorded = recorded.thenCompose(done -> record(sharding, erasure.getKey(), erasure.getValue(), now));
        }
        return recorded;
    }

    private static CompletionStage<Done> record(
            ClusterSharding sharding, String subject, Instant erasedAt, Instant now) {
        String id = UUID.randomUUID().toString();
        Cause cause = new Cause(id, PRINCIPAL, null, id, now, null, null);
        return sharding.entityRefFor(SubjectKey.TYPE, subject)
                .<SubjectView>ask(replyTo -> new EraseSubject(erasedAt, cause, replyTo), TIMEOUT)
                .thenApply(view -> switch (view) {
                    case Erased erased -> Done.getInstance();
                });
    }
}
