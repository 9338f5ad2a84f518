package counterfoil.persistence.projection;

import counterfoil.persistence.projection.Parking.Parked;
import counterfoil.persistence.query.SealedEvent;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lets a table take events, and finds out which one is to blame when it cannot: first all of them at once; if that
 * fails, one after another, each behind a savepoint, so that what fails leaves no trace. What fails without being an
 * event's fault (the connection is gone, a statement was cancelled) is thrown.
 */
final class Taking {
    private final ReadTable table;
    private final int slot;

    Taking(ReadTable table, int slot) {
        this.table = table;
        this.slot = slot;
    }

    /**
     * Takes the events of a group.
     *
     * @param parked entities that have something parked already; those of which something fails are added
     * @return what could not be taken, in order
     */
    List<Parked> take(Connection connection, List<SealedEvent> events, Set<String> parked) throws SQLException {
        List<SealedEvent> free = new ArrayList<>(events.size());
        List<Parked> refused = new ArrayList<>();
        Set<String> before = new HashSet<>(parked);
        for (SealedEvent event : events) {
            if (before.contains(event.persistenceId())) {
                refused.add(Parked.behind(event));
            } else {
                free.add(event);
            }
        }
        if (free.isEmpty() || failureOf(connection, free) == null) {
            return refused;
        }
        for (SealedEvent event : free) {
            if (parked.contains(event.persistenceId())) {
                refused.add(Parked.behind(event));
                continue;
            }
            String failure = failureOf(connection, List.of(event));
            if (failure != null) {
                parked.add(event.persistenceId());
                refused.add(new Parked(event, failure));
            }
        }
        return refused;
    }

    /** Why the table does not take the events, none of which it then has; null when it has taken them all. */
    private @Nullable String failureOf(Connection connection, List<SealedEvent> events) throws SQLException {
        Savepoint savepoint = connection.setSavepoint();
        try {
            table.apply(connection, slot, events);
            connection.releaseSavepoint(savepoint);
            return null;
        } catch (SQLException failure) {
            if (!blamesValues(failure)) {
                throw failure;
            }
            connection.rollback(savepoint);
            return String.valueOf(failure.getMessage());
        } catch (RuntimeException failure) {
            connection.rollback(savepoint);
            String message = failure.getMessage();
            return message == null ? failure.getClass().getSimpleName() : message;
        }
    }

    /** Classes 22 (data exception), 23 (constraint) and 54 (limit exceeded) of SQLState; PostgreSQL, appendix A. */
    private static boolean blamesValues(SQLException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                String state = sql.getSQLState();
                if (state.startsWith("22") || state.startsWith("23") || state.startsWith("54")) {
                    return true;
                }
            }
        }
        return false;
    }
}
