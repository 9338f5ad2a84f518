package counterfoil.persistence.sealer;

import counterfoil.persistence.seal.Leaf;
import counterfoil.persistence.seal.Merkle;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The statements of a sealing round. All run on the sealer's own connection. */
final class SealTables {
    /** Most rows above the high water in one round. */
    static final int PAGE = 5_000;

    /** Most rows in gaps in one round. */
    static final int GAP_PAGE = 20_000;

    private static final int FETCH = 500;

    private static final String STATE = """
            SELECT log_id, origin, size, root, frontier, low_water, high_water
              FROM seal_state JOIN seal_log USING (log_id)
             WHERE log_id = (SELECT max(log_id) FROM seal_log)
            """;

    private static final String COLUMNS = """
            ordering, persistence_id, sequence_number, coalesce(write_timestamp, 0), event_ser_id,
            event_ser_manifest, event_payload""";

    // Limits are literal and inside each arm: a limit around the union sorted the whole table.
    private static final String ABOVE = "(SELECT " + COLUMNS + ", false FROM event_journal WHERE ordering > ?"
            + " ORDER BY ordering LIMIT " + PAGE + ")";

    private static final String IN_GAPS = "(SELECT " + COLUMNS + ", true"
            + " FROM unnest(?::bigint[], ?::bigint[]) AS gap(first, last)"
            + " JOIN event_journal ON ordering BETWEEN gap.first AND gap.last"
            + " ORDER BY gap.first, ordering LIMIT " + GAP_PAGE + ")";

    private static final String APPEND = """
            WITH runs AS (
              INSERT INTO seal_run (log_id, first_position, first_ordering, length)
              SELECT ?, p, o, l FROM unnest(?::bigint[], ?::bigint[], ?::bigint[]) AS r(p, o, l)),
            leaves AS (
              INSERT INTO seal_leaves (log_id, first_position, hashes)
              SELECT ?, p, h FROM unnest(?::bigint[], ?::bytea[]) AS l(p, h)),
            nodes AS (
              INSERT INTO seal_node (log_id, level, idx, hash)
              SELECT ?, l, i, h FROM unnest(?::bigint[], ?::bigint[], ?::bytea[]) AS n(l, i, h))
            UPDATE seal_state SET size = ?, root = ?, frontier = ?, low_water = ?, high_water = ? WHERE log_id = ?
            """;

    private static final String RUNS_ABOVE = """
            SELECT first_ordering, length FROM seal_run WHERE log_id = ? AND first_ordering > ? ORDER BY first_ordering
            """;

    private final Connection connection;

    SealTables(Connection connection) {
        this.connection = connection;
    }

    /**
     * A row to be sealed.
     *
     * @param ordering its number in the journal
     * @param leafHash what goes into the tree
     * @param writeTimestamp milliseconds since 1970
     * @param wasMissing whether it fills a gap
     */
    record Row(long ordering, byte[] leafHash, long writeTimestamp, boolean wasMissing) {}

    /** Numbers first to first + length - 1 are sealed. */
    record Sealed(long first, int length) {}

    /** The state, without locking it; empty before the first log was opened. */
    Optional<LogState> read() throws SQLException {
        return state(STATE);
    }

    /** The state, locked until the end of the transaction; empty if somebody else holds it. */
    Optional<LogState> lock() throws SQLException {
        return state(STATE + " FOR UPDATE OF seal_state SKIP LOCKED");
    }

    private Optional<LogState> state(String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet row = statement.executeQuery()) {
            return row.next()
                    ? Optional.of(new LogState(
                            row.getInt(1),
                            row.getString(2),
                            row.getLong(3),
                            row.getBytes(4),
                            row.getBytes(5),
                            row.getLong(6),
                            row.getLong(7)))
                    : Optional.empty();
        }
    }

    /** Whether the journal has a row above a number. */
    boolean hasRowsAbove(long ordering) throws SQLException {
        String sql = "SELECT EXISTS (SELECT 1 FROM event_journal WHERE ordering > ?)";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, ordering);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }

    /** Opens the first log, if there is none. */
    void openFirstLog(String origin) throws SQLException {
        try (PreparedStatement log = connection.prepareStatement(
                        "INSERT INTO seal_log (log_id, origin, opened_at) VALUES (1, ?, now()) ON CONFLICT DO NOTHING");
                PreparedStatement state = connection.prepareStatement("""
                        INSERT INTO seal_state (log_id, size, root, frontier, low_water, high_water)
                        VALUES (1, 0, ?, '', 0, 0) ON CONFLICT DO NOTHING
                        """)) {
            log.setString(1, origin);
            log.executeUpdate();
            state.setBytes(1, Merkle.emptyRoot());
            state.executeUpdate();
        }
    }

    /** The runs of a log that begin above a number, in the journal's order. */
    List<Sealed> runsAbove(int logId, long ordering) throws SQLException {
        List<Sealed> runs = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(RUNS_ABOVE)) {
            statement.setInt(1, logId);
            statement.setLong(2, ordering);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    runs.add(new Sealed(rows.getLong(1), rows.getInt(2)));
                }
            }
        }
        return runs;
    }

    /** The next rows above the high water and every row that fills a gap, of one snapshot, in the journal's order. */
    List<Row> rows(long highWater, Gaps gaps) throws SQLException {
        String sql = gaps.isEmpty() ? ABOVE : ABOVE + " UNION ALL " + IN_GAPS;
        List<Row> rows = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setFetchSize(FETCH);
            statement.setLong(1, highWater);
            if (!gaps.isEmpty()) {
                List<Gaps.Gap> all = gaps.all();
                statement.setArray(2, bigints(all.stream().map(Gaps.Gap::first)));
                statement.setArray(3, bigints(all.stream().map(Gaps.Gap::last)));
            }
            try (ResultSet found = statement.executeQuery()) {
                while (found.next()) {
                    rows.add(row(found));
                }
            }
        }
        rows.sort(Comparator.comparingLong(Row::ordering));
        return rows;
    }

    /** The rows of these numbers, up to the low water, that no run of the log holds; in the journal's order. */
    List<Row> unsealedAmong(int logId, long lowWater, Collection<Long> orderings) throws SQLException {
        String sql = "SELECT " + COLUMNS + ", true FROM event_journal j WHERE ordering = ANY (?) AND ordering <= ?"
                + " AND NOT EXISTS (SELECT 1 FROM (SELECT first_ordering, length FROM seal_run"
                + " WHERE log_id = ? AND first_ordering <= j.ordering ORDER BY first_ordering DESC LIMIT 1) r"
                + " WHERE j.ordering < r.first_ordering + r.length) ORDER BY ordering";
        List<Row> rows = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setArray(1, bigints(orderings.stream()));
            statement.setLong(2, lowWater);
            statement.setInt(3, logId);
            try (ResultSet found = statement.executeQuery()) {
                while (found.next()) {
                    rows.add(row(found));
                }
            }
        }
        return rows;
    }

    private static Row row(ResultSet row) throws SQLException {
        Leaf leaf = Leaf.of(
                row.getString(2), row.getLong(3), row.getLong(4), row.getInt(5), row.getString(6), row.getBytes(7));
        return new Row(row.getLong(1), leaf.hash(), row.getLong(4), row.getBoolean(8));
    }

    /** Adds what a round appended and moves the state on, in one statement. */
    void append(int logId, Appended appended, LogState after) throws SQLException {
        List<Appended.Run> runs = appended.runs();
        List<Appended.Leaves> leaves = appended.leaves();
        List<Appended.Node> nodes = appended.nodes();
        try (PreparedStatement statement = connection.prepareStatement(APPEND)) {
            int at = 1;
            statement.setInt(at++, logId);
            statement.setArray(at++, bigints(runs.stream().map(Appended.Run::firstPosition)));
            statement.setArray(at++, bigints(runs.stream().map(Appended.Run::firstOrdering)));
            statement.setArray(at++, bigints(runs.stream().map(run -> (long) run.length())));
            statement.setInt(at++, logId);
            statement.setArray(at++, bigints(leaves.stream().map(Appended.Leaves::firstPosition)));
            statement.setArray(at++, hashes(leaves.stream().map(Appended.Leaves::hashes)));
            statement.setInt(at++, logId);
            statement.setArray(at++, bigints(nodes.stream().map(node -> (long) node.level())));
            statement.setArray(at++, bigints(nodes.stream().map(Appended.Node::index)));
            statement.setArray(at++, hashes(nodes.stream().map(Appended.Node::hash)));
            statement.setLong(at++, after.size());
            statement.setBytes(at++, after.root());
            statement.setBytes(at++, after.frontier());
            statement.setLong(at++, after.lowWater());
            statement.setLong(at++, after.highWater());
            statement.setInt(at, logId);
            statement.executeUpdate();
        }
    }

    private Array bigints(Stream<Long> numbers) throws SQLException {
        return connection.createArrayOf("bigint", numbers.toArray(Long[]::new));
    }

    private Array hashes(Stream<byte[]> hashes) throws SQLException {
        return connection.createArrayOf("bytea", hashes.toArray(byte[][]::new));
    }

    /** Prepares the connection for a sealer: transactions, plans by index only, a limit on a sleeping transaction. */
    static void prepare(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET enable_seqscan = off");
            statement.execute("SET enable_bitmapscan = off");
            statement.execute("SET statement_timeout = '30s'");
            // A node that was paused in the midst must not keep the others from sealing.
            statement.execute("SET idle_in_transaction_session_timeout = '3s'");
        }
        connection.commit();
    }
}
