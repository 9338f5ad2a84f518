package counterfoil.node.ingest;

import counterfoil.node.sample.SampleTrades;
import counterfoil.protocol.Message;
import counterfoil.protocol.listing.ListingView;
import counterfoil.protocol.stock.StockView;
import org.jspecify.annotations.Nullable;

/** What a replay hears; answers are null when they did not come in time. */
sealed interface ReplayMessage {
    /** The sample is read. */
    record Loaded(SampleTrades sample) implements ReplayMessage {}

    /** What is next is due, or may be tried again. */
    record Go() implements ReplayMessage {}

    /** Who owns the sample's ticker. */
    record Found(@Nullable ListingView view) implements ReplayMessage {}

    /** What the instrument holds. */
    record Described(@Nullable StockView view) implements ReplayMessage {}

    /** What became of the quote or bar under way. */
    record Answered(@Nullable Message view) implements ReplayMessage {}

    /** Another node plays from now on, or none does. */
    record Stop() implements ReplayMessage {}
}
