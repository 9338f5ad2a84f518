package counterfoil.protocol.hold;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;

/** Asks the register, for whoever is about to erase something. */
public final class LegalHolds {
    private final ClusterSharding sharding;
    private final Duration timeout;

    /** Asks through sharding and waits that long. */
    public LegalHolds(ClusterSharding sharding, Duration timeout) {
        this.sharding = sharding;
        this.timeout = timeout;
    }

    /**
     * Whether a hold in force covers what an entity recorded. Fails when there is no answer in time; then nobody knows,
     * and nothing may be erased. A hold that is placed after the answer does not undo an erasure under way.
     *
     * @param persistenceId the entity's: type, a bar, id
     */
    public CompletionStage<Boolean> covers(String persistenceId) {
        return sharding.entityRefFor(HoldKey.TYPE, HoldKey.REGISTER)
                .<HoldView>ask(replyTo -> new HoldCommand.FindCovering(persistenceId, replyTo), timeout)
                .thenApply(view -> switch (view) {
                    case HoldView.Coverage coverage -> !coverage.holdIds().isEmpty();
                    case HoldView.Kept kept -> throw unexpected(kept);
                    case HoldView.Page page -> throw unexpected(page);
                    case HoldView.Refused refused -> throw unexpected(refused);
                });
    }

    private static IllegalStateException unexpected(HoldView view) {
        return new IllegalStateException(
                "the register answered " + view.getClass().getSimpleName());
    }
}
