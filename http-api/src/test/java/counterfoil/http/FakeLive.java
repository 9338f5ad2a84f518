package counterfoil.http;

import counterfoil.http.live.LiveSource;
import counterfoil.market.Instrument;
import counterfoil.market.Quote;
import counterfoil.protocol.stock.StockEvent;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A source that tells what a test tells it, and keeps the facts as the log would. */
final class FakeLive implements LiveSource {
    /** All facts that were sealed, in the order of the log. */
    final List<SealedFact> log = new CopyOnWriteArrayList<>();

    /** Whose quotes were wanted last. */
    volatile Set<String> wanted = Set.of();

    volatile boolean factsWanted;

    /** Whether the log can be read. */
    volatile boolean isReading = true;

    private volatile @Nullable Listener listener;

    /** Lets a stock observe a quote. */
    void observe(String instrumentId, Instrument instrument, Quote quote) {
        listener().observed(new Observed(instrumentId, instrument, quote));
    }

    /** Seals a fact and, while facts are wanted, tells it. */
    synchronized SealedFact seal(String instrumentId, long sequenceNumber, StockEvent event) {
        SealedFact fact = new SealedFact(log.size(), instrumentId, sequenceNumber, event);
        log.add(fact);
        if (factsWanted) {
            listener().sealed(fact);
        }
        return fact;
    }

    /** Waits until the hub wants facts. */
    synchronized void awaitFactsWanted() throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!factsWanted) {
            if (System.nanoTime() > end) {
                throw new AssertionError("nobody wants facts");
            }
            wait(100);
        }
    }

    /** Waits until the hub wants quotes of such instruments. */
    synchronized void awaitWanted(Predicate<Set<String>> like) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!like.test(wanted)) {
            long left = Duration.ofNanos(end - System.nanoTime()).toMillis();
            if (left <= 0) {
                throw new AssertionError("still wanted: " + wanted);
            }
            wait(left);
        }
    }

    private Listener listener() {
        Listener told = listener;
        if (told == null) {
            throw new IllegalStateException("nobody listens");
        }
        return told;
    }

    @Override
    public void tell(Listener told) {
        listener = told;
    }

    @Override
    public synchronized void wantQuotes(Set<String> instrumentIds) {
        wanted = Set.copyOf(instrumentIds);
        notifyAll();
    }

    @Override
    public synchronized CompletionStage<Long> wantFacts(boolean isWanted) {
        if (!isReading) {
            return CompletableFuture.failedFuture(new IllegalStateException("the log cannot be read"));
        }
        factsWanted = isWanted;
        notifyAll();
        return CompletableFuture.completedFuture(log.size() - 1L);
    }

    @Override
    public CompletionStage<Past> factsAfter(long after, Set<String> instrumentIds, int limit) {
        List<SealedFact> found = log.stream()
                .filter(fact -> fact.position() > after)
                .filter(fact -> instrumentIds.isEmpty() || instrumentIds.contains(fact.instrumentId()))
                .limit(limit)
                .toList();
        long next = found.isEmpty() ? after : found.getLast().position();
        return page(found, next, limit);
    }

    @Override
    public CompletionStage<Past> factsOf(String instrumentId, long afterSequenceNumber, int limit) {
        List<SealedFact> found = log.stream()
                .filter(fact -> fact.instrumentId().equals(instrumentId))
                .filter(fact -> fact.sequenceNumber() > afterSequenceNumber)
                .limit(limit)
                .toList();
        long next = found.isEmpty() ? afterSequenceNumber : found.getLast().sequenceNumber();
        return page(found, next, limit);
    }

    private CompletionStage<Past> page(List<SealedFact> found, long next, int limit) {
        return isReading
                ? CompletableFuture.completedFuture(new Past(found, next, found.size() < limit))
                : CompletableFuture.failedFuture(new IllegalStateException("the log cannot be read"));
    }

    @Override
    public Health health() {
        return new Health(isReading, log.size() - 1L, Duration.ZERO);
    }
}
