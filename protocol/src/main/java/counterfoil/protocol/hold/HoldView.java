package counterfoil.protocol.hold;

import counterfoil.protocol.Message;
import counterfoil.protocol.Refusal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the register of legal holds answers. */
public sealed interface HoldView extends Message {
    /** Most holds of a page: each with its reasons takes up to 5 KB, and a message at most 128 KiB. */
    int MAX_PAGE = 20;

    /** The hold as it stands; {@code replayed} when an earlier command of the same identity made it so. */
    record Kept(Hold hold, boolean replayed) implements HoldView {}

    /** A part of the list; {@code next} is how many to skip for the next part, null when this is the last. */
    record Page(List<Hold> holds, @Nullable Integer next, int inForce) implements HoldView {
        /** Copies the holds in. */
        public Page {
            holds = List.copyOf(holds);
        }
    }

    /** Ids of holds in force that cover the entity, at most {@link #MAX_PAGE} of them; empty when none does. */
    record Coverage(List<String> holdIds) implements HoldView {
        /** Copies the ids in. */
        public Coverage {
            holdIds = List.copyOf(holdIds);
        }
    }

    /** It was not done. */
    record Refused(Refusal refusal) implements HoldView {}
}
