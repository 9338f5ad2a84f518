package counterfoil.http;

import counterfoil.http.audit.AuditedEvent;
import counterfoil.http.audit.ReplayedState;
import counterfoil.http.audit.Replays;
import counterfoil.protocol.Refusal;
import counterfoil.protocol.listing.ListingCommand;
import counterfoil.protocol.listing.ListingView;
import counterfoil.protocol.stock.StockCommand;
import counterfoil.protocol.stock.StockView;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** A past in which Apple was listed at an instant, and which remembers what it was asked. */
final class FakePast implements Replays {
    static final Instant LISTED_AT = Instant.parse("2024-01-02T10:00:00Z");
    static final String BUSY = "BUSY.XNAS";

    final ConcurrentLinkedQueue<String> asked = new ConcurrentLinkedQueue<>();
    final Map<String, Problem> faults = new ConcurrentHashMap<>();
    volatile List<AuditedEvent> events = List.of();

    @Override
    public CompletionStage<StockView> stock(
            String instrumentId, StockCommand.Read read, Instant knownAt, Deadline deadline) {
        asked.add("stock " + instrumentId + " " + knownAt);
        StockView view = Samples.answer(instrumentId, read, null);
        return CompletableFuture.completedFuture(
                knownAt.isBefore(LISTED_AT) || view == null
                        ? new StockView.Refused(new Refusal.UnknownInstrument(instrumentId))
                        : view);
    }

    @Override
    public CompletionStage<ListingView> listing(
            String key, ListingCommand.FindOwners find, Instant knownAt, Deadline deadline) {
        asked.add("listing " + key + " on " + find.on() + " " + knownAt);
        if (key.equals(BUSY)) {
            return CompletableFuture.failedFuture(Problems.replayBusy().refuse());
        }
        return CompletableFuture.completedFuture(new ListingView.Owners(
                knownAt.isBefore(LISTED_AT) || !key.equals("AAPL.XNAS") ? List.of() : List.of(Samples.APPLE_ID)));
    }

    @Override
    public CompletionStage<ReplayedState> state(
            String type, String id, @Nullable Instant knownAt, @Nullable LocalDate asOf, Deadline deadline) {
        asked.add("state " + type + " " + id + " " + knownAt + " " + asOf);
        return CompletableFuture.completedFuture(new ReplayedState(
                type, id, 3, LISTED_AT, "{\"name\":\"Apple Inc.\"}".getBytes(StandardCharsets.UTF_8), "ab".repeat(32)));
    }

    @Override
    public CompletionStage<List<AuditedEvent>> events(String type, String id, long from, int limit, Deadline deadline) {
        asked.add("events " + type + " " + id + " " + from + " " + limit);
        return CompletableFuture.completedFuture(events.stream()
                .filter(event -> event.row().sequenceNumber() >= from)
                .limit(limit)
                .toList());
    }

    @Override
    public CompletionStage<Optional<Problem>> faultOf(String type, String id, Deadline deadline) {
        return CompletableFuture.completedFuture(Optional.ofNullable(faults.get(type + "|" + id)));
    }
}
