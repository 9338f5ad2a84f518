package counterfoil.node.live;

import counterfoil.node.replay.JournalRows;
import counterfoil.persistence.TestDatabase;
import counterfoil.protocol.Cause;
import counterfoil.protocol.stock.StockEvent;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;

/**
 * A journal whose rows are sealed in the order that a test wants, by writing what a sealer writes but for the hashes,
 * which the reader of the log does not look at.
 */
final class SealedByHand {
    static final Instant WRITTEN = Instant.parse("2026-01-27T14:05:00Z");

    final TestDatabase database = TestDatabase.shared();
    final JournalRows rows = new JournalRows(database);

    /** Events of a stock with these sequence numbers, each naming its own; takes the next numbers of the journal. */
    void write(String stock, long first, long last) throws SQLException {
        write(
                "stock|" + stock,
                LongStream.rangeClosed(first, last)
                        .mapToObj(SealedByHand::event)
                        .toList(),
                first);
    }

    void write(String persistenceId, List<StockEvent> events, long first) throws SQLException {
        rows.add(persistenceId, first - 1, events);
    }

    static StockEvent event(long number) {
        Cause cause = new Cause("command-" + number, "operator", null, "request", WRITTEN, null, null);
        return new StockEvent.InstrumentChanged("name " + number, null, null, cause);
    }

    /** Opens a log; those before it stay as they are. */
    void openLog(int logId) throws SQLException {
        run("INSERT INTO seal_log VALUES (%d, 'test/%d', now())".formatted(logId, logId));
        run("INSERT INTO seal_state VALUES (%d, 0, sha256(''), '', 0, 0)".formatted(logId));
    }

    /** Seals these rows of the journal at the end of a log. */
    void seal(int logId, long firstOrdering, int count) throws SQLException {
        run("INSERT INTO seal_run SELECT log_id, size, %d, %d FROM seal_state WHERE log_id = %d"
                .formatted(firstOrdering, count, logId));
        run("UPDATE seal_state SET size = size + %d WHERE log_id = %d".formatted(count, logId));
    }

    /** Lets a number of the journal pass unused, as a write that is rolled back does. */
    void leaveGap() throws SQLException {
        run("SELECT nextval('event_journal_ordering_seq')");
    }

    /** Ends every connection to this database, as a restart of the server does. */
    void cutConnections() throws SQLException {
        try (Connection connection = database.asSuperuser();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
                        + " WHERE datname = current_database() AND pid <> pg_backend_pid()")) {
            rows.next();
        }
    }

    private void run(String sql) throws SQLException {
        try (Connection connection = database.asApp();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
