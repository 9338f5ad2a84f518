package counterfoil.node.listing;

import counterfoil.market.Validity;
import counterfoil.protocol.listing.ListingEvent;
import counterfoil.protocol.listing.ListingEvent.IdentifierHeld;
import counterfoil.protocol.listing.ListingEvent.IdentifierReleased;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Who owns one identifier.
 *
 * @param spans by instrument id, the dates for which it owns the identifier, earliest first; never an empty list
 * @param lastRecorded when the last event was recorded
 */
record ListingState(Map<String, List<Validity>> spans, Instant lastRecorded) {
    static final ListingState EMPTY = new ListingState(Map.of(), Instant.EPOCH);

    private static final Comparator<Validity> BY_BEGINNING =
            Comparator.comparing(span -> span.from() == null ? LocalDate.MIN : span.from());

    ListingState {
        spans = Map.copyOf(spans);
    }

    /** The state after an event. */
    ListingState apply(ListingEvent event) {
        Map<String, List<Validity>> next = new TreeMap<>(spans);
        switch (event) {
            case IdentifierHeld held -> next.put(held.instrumentId(), ordered(held.validities()));
            case IdentifierReleased released -> next.remove(released.instrumentId());
        }
        Instant recorded = event.cause().recordedAt();
        return new ListingState(next, recorded.isAfter(lastRecorded) ? recorded : lastRecorded);
    }

    /** Spans of dates in the order in which they begin. */
    static List<Validity> ordered(List<Validity> validities) {
        return validities.stream().distinct().sorted(BY_BEGINNING).toList();
    }

    /** The dates for which an instrument owns the identifier; empty when it does not. */
    List<Validity> spansOf(String instrumentId) {
        return spans.getOrDefault(instrumentId, List.of());
    }

    /** How many spans there would be if an instrument owned that many. */
    int spansWith(String instrumentId, int count) {
        int all = spans.values().stream().mapToInt(List::size).sum();
        return all - spansOf(instrumentId).size() + count;
    }

    /** The other owners whose dates overlap these, in alphabetical order, each with its first span that does. */
    List<Conflict> conflictsOf(String instrumentId, List<Validity> wanted) {
        return spans.entrySet().stream()
                .filter(owner -> !owner.getKey().equals(instrumentId))
                .flatMap(owner -> overlapping(owner.getValue(), wanted).stream()
                        .limit(1)
                        .map(span -> new Conflict(owner.getKey(), span)))
                .sorted(Comparator.comparing(Conflict::owner))
                .toList();
    }

    /** Those of the first spans that share a date with one of the others. */
    static List<Validity> overlapping(List<Validity> spans, List<Validity> others) {
        return spans.stream()
                .filter(span -> others.stream().anyMatch(span::overlaps))
                .toList();
    }

    /** The owners on a date; where there are none, those whose dates ended last before it. */
    List<String> ownersOn(LocalDate date) {
        List<String> owners = spans.entrySet().stream()
                .filter(owner -> owner.getValue().stream().anyMatch(span -> span.contains(date)))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
        return owners.isEmpty() ? lastOwnersBefore(date) : owners;
    }

    private List<String> lastOwnersBefore(LocalDate date) {
        Map<LocalDate, List<String>> byEnd = new TreeMap<>(Comparator.reverseOrder());
        new TreeMap<>(spans)
                .forEach((owner, held) -> held.stream()
                        .map(Validity::to)
                        .filter(end -> end != null && !end.isAfter(date))
                        .max(Comparator.naturalOrder())
                        .ifPresent(end -> byEnd.merge(end, List.of(owner), ListingState::joined)));
        return byEnd.values().stream().findFirst().orElse(List.of());
    }

    private static List<String> joined(List<String> one, List<String> other) {
        return Stream.concat(one.stream(), other.stream()).toList();
    }

    /** An owner that stands in the way, with the span that does. */
    record Conflict(String owner, Validity validity) {}
}
