package counterfoil.persistence;

import counterfoil.persistence.seal.Checkpoint;
import counterfoil.persistence.seal.CosignerKey;
import counterfoil.persistence.seal.Frontier;
import counterfoil.persistence.seal.Leaf;
import counterfoil.persistence.seal.LogKey;
import counterfoil.persistence.seal.Merkle;
import counterfoil.persistence.seal.SignedHead;
import counterfoil.persistence.seal.VerifierKey;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * A log that a test fills and seals by hand, in the layout that the sealer gives it: events are rows of the journal, and
 * {@link #seal} takes all that are new in the order of their numbers, as one run for each stretch without a gap.
 */
public final class TestLog {
    /** Origin of the log. */
    public static final String ORIGIN = "counterfoil.test/auditors";

    private static final int ROW = 256;

    private final TestDatabase database;
    private final LogKey logKey = LogKey.ofSeed(ORIGIN, seed(1));
    private final CosignerKey cosigner = CosignerKey.ofSeed("counterfoil.test/time", seed(2));
    private final List<byte[]> leaves = new ArrayList<>();
    private Frontier frontier = Frontier.empty();
    private long highWater;

    /** Opens log 1 of a database that has none. */
    public TestLog(TestDatabase database) throws SQLException {
        this.database = database;
        try (Connection connection = database.asApp();
                Statement statement = connection.createStatement()) {
            statement.execute("INSERT INTO seal_log VALUES (1, '" + ORIGIN + "', now(), null, null)");
            statement.execute("INSERT INTO seal_state VALUES (1, 0, decode('"
                    + HexFormat.of().formatHex(Merkle.emptyRoot()) + "', 'hex'), '', 0, 0)");
        }
    }

    private static byte[] seed(int value) {
        byte[] seed = new byte[32];
        seed[0] = (byte) value;
        return seed;
    }

    /** The keys by which its heads are checked. */
    public List<VerifierKey> keys() {
        return List.of(logKey.verifier(), cosigner.verifier());
    }

    /** Leaves that are sealed. */
    public long size() {
        return frontier.size();
    }

    /** The hash of each leaf that is sealed, in order. */
    public List<byte[]> leaves() {
        return List.copyOf(leaves);
    }

    /** Writes events 1 to {@code count} of an entity, each with its number as payload, one second apart. */
    public void write(String persistenceId, String manifest, int count, Instant first) throws SQLException {
        write(persistenceId, manifest, count, first, 0);
    }

    /** The same with payloads that many characters longer. */
    public void write(String persistenceId, String manifest, int count, Instant first, int padding)
            throws SQLException {
        String sql = "INSERT INTO event_journal (persistence_id, sequence_number, writer, write_timestamp,"
                + " event_ser_id, event_ser_manifest, event_payload) SELECT ?, n, 'w', ? + n * 1000, 9001, ?,"
                + " convert_to('{\"n\":' || n || '}' || repeat(' ', ?), 'UTF8')"
                + " FROM generate_series(1, ?) n ORDER BY n";
        try (Connection connection = database.asApp();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, persistenceId);
            statement.setLong(2, first.toEpochMilli());
            statement.setString(3, manifest);
            statement.setInt(4, padding);
            statement.setInt(5, count);
            statement.executeUpdate();
        }
    }

    /** Writes one event with this payload. */
    public void write(String persistenceId, long sequenceNumber, String manifest, String payload) throws SQLException {
        String sql = "INSERT INTO event_journal (persistence_id, sequence_number, writer, write_timestamp,"
                + " event_ser_id, event_ser_manifest, event_payload) VALUES (?, ?, 'w', 1790000000000, 9001, ?, ?)";
        try (Connection connection = database.asApp();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, persistenceId);
            statement.setLong(2, sequenceNumber);
            statement.setString(3, manifest);
            statement.setBytes(4, payload.getBytes(StandardCharsets.UTF_8));
            statement.executeUpdate();
        }
    }

    /** Seals every row that is not sealed yet. */
    public void seal() throws SQLException {
        try (Connection connection = database.asApp()) {
            connection.setAutoCommit(false);
            List<Long> orderings = new ArrayList<>();
            List<byte[]> hashes = new ArrayList<>();
            read(connection, orderings, hashes);
            long first = frontier.size();
            writeRuns(connection, first, orderings);
            for (byte[] hash : hashes) {
                frontier.append(hash, (level, index, root) -> writeNode(connection, level, index, root));
            }
            leaves.addAll(hashes);
            writeLeaves(connection, first, hashes);
            writeState(connection);
            connection.commit();
        }
    }

    private void read(Connection connection, List<Long> orderings, List<byte[]> hashes) throws SQLException {
        String sql = "SELECT ordering, persistence_id, sequence_number, write_timestamp, event_ser_id,"
                + " event_ser_manifest, event_payload FROM event_journal WHERE ordering > ? ORDER BY ordering";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, highWater);
            statement.setFetchSize(1_000);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    highWater = rows.getLong(1);
                    orderings.add(highWater);
                    hashes.add(Leaf.of(
                                    rows.getString(2),
                                    rows.getLong(3),
                                    rows.getLong(4),
                                    rows.getInt(5),
                                    rows.getString(6),
                                    rows.getBytes(7))
                            .hash());
                }
            }
        }
    }

    private static void writeRuns(Connection connection, long first, List<Long> orderings) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("INSERT INTO seal_run VALUES (1, ?, ?, ?)")) {
            int start = 0;
            for (int i = 1; i <= orderings.size(); i++) {
                if (i == orderings.size() || orderings.get(i) != orderings.get(i - 1) + 1) {
                    statement.setLong(1, first + start);
                    statement.setLong(2, orderings.get(start));
                    statement.setInt(3, i - start);
                    statement.addBatch();
                    start = i;
                }
            }
            statement.executeBatch();
        }
    }

    private static void writeNode(Connection connection, int level, long index, byte[] root) {
        try (PreparedStatement statement = connection.prepareStatement("INSERT INTO seal_node VALUES (1, ?, ?, ?)")) {
            statement.setInt(1, level);
            statement.setLong(2, index);
            statement.setBytes(3, root);
            statement.executeUpdate();
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static void writeLeaves(Connection connection, long first, List<byte[]> hashes) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("INSERT INTO seal_leaves VALUES (1, ?, ?)")) {
            for (int i = 0; i < hashes.size(); ) {
                ByteArrayOutputStream row = new ByteArrayOutputStream();
                long position = first + i;
                do {
                    row.writeBytes(hashes.get(i++));
                } while (i < hashes.size() && (first + i) % ROW != 0);
                statement.setLong(1, position);
                statement.setBytes(2, row.toByteArray());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    private void writeState(Connection connection) throws SQLException {
        String sql = "UPDATE seal_state SET size = ?, root = ?, frontier = ?, low_water = ?, high_water = ?";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, frontier.size());
            statement.setBytes(2, frontier.root());
            statement.setBytes(3, frontier.toBytes());
            statement.setLong(4, highWater);
            statement.setLong(5, highWater);
            statement.executeUpdate();
        }
    }

    /** Signs and publishes the head of what is sealed. */
    public SignedHead publish(Instant at) throws SQLException {
        SignedHead head = signed(frontier.size(), frontier.root(), at);
        try (Connection connection = database.asApp();
                PreparedStatement statement =
                        connection.prepareStatement("INSERT INTO seal_head VALUES (1, ?, ?, ?, ?)")) {
            statement.setLong(1, frontier.size());
            statement.setBytes(2, frontier.root());
            statement.setString(3, head.note());
            statement.setTimestamp(4, Timestamp.from(at));
            statement.executeUpdate();
        }
        return head;
    }

    /** A head that this log's keys sign, whether or not the log ever had it. */
    public SignedHead signed(long size, byte[] root, Instant at) {
        return SignedHead.sign(new Checkpoint(ORIGIN, size, root), logKey, cosigner, at);
    }
}
