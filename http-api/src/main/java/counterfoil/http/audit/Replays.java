package counterfoil.http.audit;

import counterfoil.http.Deadline;
import counterfoil.http.Problem;
import counterfoil.protocol.listing.ListingCommand;
import counterfoil.protocol.listing.ListingView;
import counterfoil.protocol.stock.StockCommand;
import counterfoil.protocol.stock.StockView;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * What entities knew at an instant: the node replays their events. Every answer fails with {@link Problem.Refused} when
 * too many replays wait, time is up, the database is away or a row of the journal cannot be read.
 */
public interface Replays {
    /** What a stock would have answered at an instant. Who hears the read's own answer does not matter. */
    CompletionStage<StockView> stock(String instrumentId, StockCommand.Read read, Instant knownAt, Deadline deadline);

    /** What a listing would have answered at an instant. */
    CompletionStage<ListingView> listing(
            String key, ListingCommand.FindOwners find, Instant knownAt, Deadline deadline);

    /**
     * The state of any entity, from its events alone; fails with 404 when there is no such entity, or none yet.
     *
     * @param knownAt null for all its events
     * @param asOf null for facts of all business dates
     */
    CompletionStage<ReplayedState> state(
            String type, String id, @Nullable Instant knownAt, @Nullable LocalDate asOf, Deadline deadline);

    /** Events of any entity from a sequence number on; fails with 404 when there is no such entity. */
    CompletionStage<List<AuditedEvent>> events(String type, String id, long from, int limit, Deadline deadline);

    /** What keeps an entity from answering, where that is a row of its journal; empty when it is not. Never fails. */
    CompletionStage<Optional<Problem>> faultOf(String type, String id, Deadline deadline);
}
