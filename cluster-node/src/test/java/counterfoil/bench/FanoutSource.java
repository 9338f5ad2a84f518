package counterfoil.bench;

import counterfoil.http.live.LiveSource;
import counterfoil.market.Instrument;
import counterfoil.market.Quote;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Quotes of a hundred instruments in turn, numbered without gaps; no facts. */
final class FanoutSource implements LiveSource {
    static final int INSTRUMENTS = 100;

    private final List<String> ids = new ArrayList<>();
    private final List<Instrument> instruments = new ArrayList<>();
    private final Instant at = Instant.parse("2013-11-25T00:00:00.123Z");
    private @Nullable Listener listener;
    private long told;

    FanoutSource() {
        for (int i = 0; i < INSTRUMENTS; i++) {
            String id = instrumentId(i);
            ids.add(id);
            instruments.add(FanoutServer.instrument(id));
        }
    }

    static String instrumentId(int i) {
        return String.format(Locale.ROOT, "00000000-0000-4000-8000-00000000%04d", i);
    }

    void tellNext() {
        int instrument = (int) (told % INSTRUMENTS);
        long number = told / INSTRUMENTS + 1;
        told++;
        Listener hub = listener;
        if (hub != null) {
            Quote quote = new Quote(800 + number % 1_000 / 100.0, 0.5, at.plusMillis(told), "bench", number);
            hub.observed(new Observed(ids.get(instrument), instruments.get(instrument), quote));
        }
    }

    @Override
    public void tell(Listener hub) {
        listener = hub;
    }

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
