package counterfoil.node.listing;

import counterfoil.market.Validity;
import counterfoil.node.replay.EntityKind;
import counterfoil.node.replay.Past;
import counterfoil.node.replay.SnapshotForm;
import counterfoil.protocol.Event;
import counterfoil.protocol.listing.ListingCommand;
import counterfoil.protocol.listing.ListingEvent;
import counterfoil.protocol.listing.ListingKey;
import counterfoil.protocol.listing.ListingView;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How a listing is replayed, and how its past answers: as {@link ListingEntity} does. */
public final class ListingKind implements EntityKind<ListingState> {
    /** The only one. */
    public static final ListingKind INSTANCE = new ListingKind();

    private ListingKind() {}

    /** What a listing holds: the dates of each owner, by instrument id. */
    record Content(SortedMap<String, List<Validity>> spans) {}

    @Override
    public String type() {
        return ListingKey.TYPE.name();
    }

    @Override
    public ListingState empty() {
        return ListingState.EMPTY;
    }

    @Override
    public ListingState apply(ListingState state, Event event) {
        return state.apply((ListingEvent) event);
    }

    /** Spans that begin after the date are left out. */
    @Override
    public Object content(ListingState state, @Nullable LocalDate asOf) {
        SortedMap<String, List<Validity>> seen = new TreeMap<>();
        state.spans().forEach((owner, spans) -> {
            List<Validity> begun = spans.stream()
                    .filter(span ->
                            asOf == null || span.from() == null || !span.from().isAfter(asOf))
                    .toList();
            if (!begun.isEmpty()) {
                seen.put(owner, begun);
            }
        });
        return new Content(seen);
    }

    @Override
    public boolean isDated() {
        return true;
    }

    @Override
    public Optional<SnapshotForm<ListingState>> snapshots() {
        return Optional.empty();
    }

    /** Answers who owned the identifier from a past state of a listing. */
    public Function<Past<ListingState>, ListingView> answering(ListingCommand.FindOwners find) {
        return past -> ListingEntity.owners(past.state(), find);
    }
}
