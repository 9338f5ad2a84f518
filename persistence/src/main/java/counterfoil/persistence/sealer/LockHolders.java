package counterfoil.persistence.sealer;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;

/**
 * A missing number is dead once every transaction has ended that held a writing lock on the journal after the number was
 * seen missing.
 *
 * <p>An INSERT takes its lock on the table before it draws a number and gives it back when its transaction ends, after its
 * rows became visible. Numbers are drawn in order (CACHE 1). So when a larger number was seen, whoever drew a smaller one
 * either has ended, and then a snapshot taken later shows the row or never will, or it holds the lock now. Ages and
 * transaction ids prove nothing: a writer may rest for any time between drawing the number and being given an id.
 *
 * <p>Preparing a transaction (two-phase commit) moves its locks to an owner of another name without a moment between, so
 * every prepared transaction that holds the lock at a later look counts as one of the earlier ones.
 */
final class LockHolders implements GapRule {
    private static final String HOLDERS = """
            SELECT DISTINCT virtualtransaction, pid IS NULL
              FROM pg_locks
             WHERE locktype = 'relation' AND granted
               AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
               AND relation = 'event_journal'::regclass
               AND mode IN ('RowExclusiveLock', 'ShareUpdateExclusiveLock', 'ShareLock', 'ShareRowExclusiveLock',
                            'ExclusiveLock', 'AccessExclusiveLock')
            """;

    @Override
    public Mark look(Connection connection) throws SQLException {
        Set<String> all = new HashSet<>();
        Set<String> prepared = new HashSet<>();
        try (PreparedStatement statement = connection.prepareStatement(HOLDERS);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                all.add(rows.getString(1));
                if (rows.getBoolean(2)) {
                    prepared.add(rows.getString(1));
                }
            }
        }
        return new Holders(Set.copyOf(all), Set.copyOf(prepared));
    }

    /** Virtual transactions that hold a writing lock, and which of them are prepared. */
    private record Holders(Set<String> all, Set<String> prepared) implements Mark {
        @Override
        public Mark narrowedBy(Mark later) {
            Holders now = (Holders) later;
            Set<String> left = new HashSet<>(all);
            left.retainAll(now.all);
            left.addAll(now.prepared);
            return new Holders(Set.copyOf(left), now.prepared);
        }

        @Override
        public boolean isOver() {
            return all.isEmpty();
        }
    }
}
