package counterfoil.persistence.projection;

import counterfoil.persistence.projection.Parking.Parked;
import counterfoil.persistence.projection.Parking.Waiting;
import counterfoil.persistence.query.Connections;
import counterfoil.persistence.query.SealedEvents;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Lets a table take its parked events again, those of an entity in their order: the first one that still fails keeps
 * everything behind it waiting. Each page is one transaction that holds the build, so nothing new overtakes.
 */
final class Retrying {
    private static final int PAGE = 100;

    private final Connections connections;
    private final SealedEvents events;

    Retrying(Connections connections) {
        this.connections = connections;
        this.events = new SealedEvents(connections);
    }

    /** Tries all that wait once; returns how many the table took. */
    int retry(BuildId id, ReadTable table, ReadTableSettings settings) throws SQLException {
        Parking parking = new Parking(id, settings.mostParked());
        Taking taking = new Taking(table, id.slot());
        Set<String> blocked = new HashSet<>();
        int taken = 0;
        long after = -1;
        for (int tried = 0; tried < settings.mostParked(); ) {
            List<Waiting> page;
            try (Connection connection = connections.open()) {
                connection.setAutoCommit(false);
                Builds.lock(connection, id);
                page = parking.waiting(connection, after, PAGE);
                for (Waiting waiting : page) {
                    if (retry(connection, id, waiting, taking, parking, blocked)) {
                        taken++;
                    }
                }
                connection.commit();
            }
            if (page.isEmpty()) {
                return taken;
            }
            tried += page.size();
            after = page.getLast().position();
        }
        return taken;
    }

    private boolean retry(
            Connection connection, BuildId id, Waiting waiting, Taking taking, Parking parking, Set<String> blocked)
            throws SQLException {
        if (blocked.contains(waiting.persistenceId())) {
            return false;
        }
        List<Parked> refused =
                taking.take(connection, events.after(id.logId(), waiting.position() - 1, 1), new HashSet<>());
        if (refused.isEmpty()) {
            parking.release(connection, waiting.position());
            return true;
        }
        blocked.add(waiting.persistenceId());
        parking.blame(connection, waiting.position(), refused.getFirst().reason());
        return false;
    }
}
