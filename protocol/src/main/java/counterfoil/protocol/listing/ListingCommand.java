package counterfoil.protocol.listing;

import counterfoil.market.Validity;
import counterfoil.protocol.Cause;
import counterfoil.protocol.Caused;
import counterfoil.protocol.Message;
import java.time.LocalDate;
import java.util.List;
import org.apache.pekko.actor.typed.ActorRef;

/** What a listing hears: requests, and messages of its own that never leave it. */
public interface ListingCommand {

    /** What can be asked of a listing. */
    sealed interface Request extends ListingCommand, Message {
        /** Who waits for the answer. */
        ActorRef<ListingView> replyTo();
    }

    /**
     * Let an instrument own this identifier for exactly these dates, instead of those it owned before; no dates gives
     * the identifier up. Answers {@link ListingView.Held} or {@link ListingView.Taken}.
     */
    record HoldIdentifier(String instrumentId, List<Validity> validities, Cause cause, ActorRef<ListingView> replyTo)
            implements Request, Caused {}

    /**
     * Which instruments own this identifier on a date. Answers {@link ListingView.Owners}: those of the date; where
     * nobody owns it then, the last ones before.
     */
    record FindOwners(LocalDate on, ActorRef<ListingView> replyTo) implements Request {}
}
