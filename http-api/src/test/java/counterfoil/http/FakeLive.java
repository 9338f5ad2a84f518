package counterfoil.http;

import counterfoil.http.live.LiveSource;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A node on which nothing ever happens. */
final class FakeLive implements LiveSource {
    @Override
    public void tell(Listener listener) {}

    @Override
    public void wantQuotes(Set<String> instrumentIds) {}

    @Override
    public CompletionStage<Long> wantFacts(boolean wanted) {
        return CompletableFuture.completedFuture(-1L);
    }

    @Override
    public CompletionStage<Past> factsAfter(long after, Set<String> instrumentIds, int limit) {
        return CompletableFuture.completedFuture(new Past(List.of(), after, true));
    }

    @Override
    public CompletionStage<Past> factsOf(String instrumentId, long afterSequenceNumber, int limit) {
        return CompletableFuture.completedFuture(new Past(List.of(), afterSequenceNumber, true));
    }

    @Override
    public Health health() {
        return new Health(true, -1, Duration.ZERO);
    }
}
