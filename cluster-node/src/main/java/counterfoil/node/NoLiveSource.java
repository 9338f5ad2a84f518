package counterfoil.node;

import counterfoil.http.live.LiveSource;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Says that facts cannot be read, which clients are told; a node without a reader of the log has it. */
final class NoLiveSource implements LiveSource {
    @Override
    public void tell(Listener listener) {
        // There is nothing to tell.
    }

    @Override
    public void wantQuotes(Set<String> instrumentIds) {
        // Nobody observes anything here.
    }

    @Override
    public CompletionStage<Long> wantFacts(boolean wanted) {
        return unavailable();
    }

    @Override
    public CompletionStage<Past> factsAfter(long after, Set<String> instrumentIds, int limit) {
        return unavailable();
    }

    @Override
    public CompletionStage<Past> factsOf(String instrumentId, long afterSequenceNumber, int limit) {
        return unavailable();
    }

    private static <T> CompletionStage<T> unavailable() {
        return CompletableFuture.failedFuture(new IllegalStateException("this node does not read the log"));
    }

    @Override
    public Health health() {
        return new Health(false, -1, Duration.ZERO);
    }
}
