package counterfoil.persistence.member;

import java.util.List;
import java.util.Optional;

/**
 * Everybody at the meeting point, at one instant.
 *
 * @param epoch number of the cluster that was formed last; 0 when there was none
 * @param all in the order of their addresses
 */
public record Attendees(long epoch, List<Attendee> all) {
    /** Copies the list in. */
    public Attendees {
        all = List.copyOf(all);
    }

    /** The process that wrote the row of an address last. */
    public Optional<Attendee> at(String address) {
        return all.stream()
                .filter(attendee -> attendee.peer().address().equals(address))
                .findFirst();
    }

    /** All but one address. */
    public List<Attendee> others(String address) {
        return all.stream()
                .filter(attendee -> !attendee.peer().address().equals(address))
                .toList();
    }
}
