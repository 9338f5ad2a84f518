package counterfoil.persistence.sealer;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Compares the journal with the log, in one snapshot: every row up to the low water must stand in a run, and the events of
 * an entity must be numbered without holes. Neither can happen by what the product does; both can by hands.
 */
final class Reconciliation {
    /** Most rows and most entities that one comparison names. */
    static final int MOST = 10_000;

    private static final String COUNTS = """
            WITH state AS (SELECT log_id, low_water FROM seal_state ORDER BY log_id DESC LIMIT 1)
            SELECT (SELECT count(*) FROM event_journal, state WHERE ordering <= low_water),
                   (SELECT coalesce(sum(length), 0) FROM seal_run JOIN state USING (log_id)
                     WHERE first_ordering <= low_water)
            """;

    private static final String UNSEALED = """
            WITH state AS (SELECT log_id, low_water FROM seal_state ORDER BY log_id DESC LIMIT 1),
                 runs AS (SELECT int8range(first_ordering, first_ordering + length) AS numbers
                            FROM seal_run JOIN state USING (log_id) WHERE first_ordering <= low_water),
                 sealed AS (SELECT range_agg(numbers) AS numbers FROM runs)
            SELECT ordering FROM event_journal, state, sealed
             WHERE ordering <= low_water AND NOT coalesce(ordering <@ sealed.numbers, false)
             ORDER BY ordering LIMIT
            """ + MOST;

    private static final String HOLES = """
            SELECT persistence_id FROM event_journal GROUP BY persistence_id
            HAVING max(sequence_number) <> count(*) OR min(sequence_number) <> 1 LIMIT
            """ + MOST;

    private Reconciliation() {}

    /**
     * What was found.
     *
     * @param unsealed numbers of rows outside of the log, the smallest first
     * @param holes persistence ids whose events are not numbered 1, 2, 3, …
     */
    record Found(List<Long> unsealed, List<String> holes) {}

    static Found run(Connection connection) throws SQLException {
        connection.setNetworkTimeout(Runnable::run, 660_000);
        connection.setAutoCommit(false);
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        connection.setReadOnly(true);
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET LOCAL statement_timeout = '10min'");
            List<Long> unsealed = new ArrayList<>();
            if (differs(statement)) {
                try (ResultSet rows = statement.executeQuery(UNSEALED)) {
                    while (rows.next()) {
                        unsealed.add(rows.getLong(1));
                    }
                }
            }
            List<String> holes = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery(HOLES)) {
                while (rows.next()) {
                    holes.add(rows.getString(1));
                }
            }
            connection.commit();
            return new Found(List.copyOf(unsealed), List.copyOf(holes));
        }
    }

    private static boolean differs(Statement statement) throws SQLException {
        try (ResultSet counts = statement.executeQuery(COUNTS)) {
            counts.next();
            return counts.getLong(1) != counts.getLong(2);
        }
    }
}
