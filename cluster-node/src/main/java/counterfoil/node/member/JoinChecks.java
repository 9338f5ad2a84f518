package counterfoil.node.member;

import counterfoil.persistence.member.Attendee;
import counterfoil.persistence.member.Offer;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Why a node must not join, each in one line for the operator; empty when nothing speaks against it. */
final class JoinChecks {
    private static final int NAMED = 3;

    private JoinChecks() {}

    /** A clock that is off: instants recorded by different nodes would not compare. */
    static Optional<String> ofClock(ClockReading reading, Duration most) {
        if (!reading.differsByMoreThan(most)) {
            return Optional.empty();
        }
        return Optional.of("the clock of this machine is "
                + inSeconds(reading.ahead().abs()) + " s "
                + (reading.ahead().isNegative() ? "behind" : "ahead of") + " the database's, and "
                + inSeconds(most) + " s are allowed (counterfoil.cluster.max-clock-difference): set it, best by NTP");
    }

    private static String inSeconds(Duration duration) {
        return BigDecimal.valueOf(duration.toMillis(), 3)
                .setScale(1, RoundingMode.DOWN)
                .toString();
    }

    /** Events in the journal that this release cannot read. */
    static Optional<String> ofJournal(Offer mine, Collection<String> written) {
        Set<String> unknown = new TreeSet<>(written);
        unknown.removeAll(mine.reads());
        return unknown.isEmpty()
                ? Optional.empty()
                : Optional.of("the journal holds events that release " + mine.release() + " cannot read: "
                        + some(unknown) + "; start the release that wrote them, or newer");
    }

    /** Members that differ in what must be equal, or write what this one cannot read, or the other way round. */
    static Optional<String> ofMembers(Offer mine, List<Attendee> members) {
        return members.stream()
                .map(member -> ofMember(mine, member.offer(), member.peer().address()))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<String> ofMember(Offer mine, Offer theirs, String address) {
        for (Map.Entry<String, String> trait : mine.traits().entrySet()) {
            String other = theirs.traits().getOrDefault(trait.getKey(), "nothing");
            if (!Traits.fit(trait.getValue(), other)) {
                return Optional.of(Traits.refusal(trait.getKey(), trait.getValue(), other, address));
            }
        }
        Set<String> unreadable = new TreeSet<>(theirs.writes());
        unreadable.removeAll(mine.reads());
        if (!unreadable.isEmpty()) {
            return Optional.of("node " + address + " (release " + theirs.release() + ") writes events that release "
                    + mine.release() + " cannot read: " + some(unreadable) + "; start that release, or newer");
        }
        Set<String> foreign = new TreeSet<>(mine.writes());
        foreign.removeAll(theirs.reads());
        return foreign.isEmpty()
                ? Optional.empty()
                : Optional.of("release " + mine.release() + " writes events that node " + address + " (release "
                        + theirs.release() + ") cannot read: " + some(foreign)
                        + "; end all nodes of that release first");
    }

    private static String some(Set<String> names) {
        String first = String.join(", ", names.stream().limit(NAMED).toList());
        return names.size() > NAMED ? first + " and " + (names.size() - NAMED) + " more" : first;
    }
}
