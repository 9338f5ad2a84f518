package counterfoil.persistence.sealer;

import counterfoil.persistence.query.SealedHashes;
import counterfoil.persistence.seal.Proofs;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Optional;

/**
 * Compares the log in the database with the newest head that was published outside of it. After a restore of an older
 * backup, or a fail-over to a server that lacked the last commits, going on would sign a second history over the same
 * positions.
 */
final class ForkCheck {
    private static final String SIZE = """
            SELECT log_id, size FROM seal_state JOIN seal_log USING (log_id) WHERE origin = ?
            """;
    private static final String SUCCESSOR = """
            SELECT EXISTS (SELECT 1 FROM seal_log WHERE log_id > ? AND previous_size = ? AND previous_root = ?)
            """;

    private final HeadKeeper heads;

    ForkCheck(HeadKeeper heads) {
        this.heads = heads;
    }

    /** Why the log must not be continued, in one line; empty when it may. */
    Optional<String> reasonToRefuse(Connection connection) throws SQLException {
        Optional<PublishedHead> published = heads.published();
        return published.isEmpty() ? Optional.empty() : compare(connection, published.get());
    }

    static Optional<String> compare(Connection connection, PublishedHead published) throws SQLException {
        if (hasSuccessor(connection, published)) {
            connection.rollback();
            return Optional.empty();
        }
        try (PreparedStatement statement = connection.prepareStatement(SIZE)) {
            statement.setString(1, published.origin());
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    return Optional.of("the newest published head is of log " + published.origin()
                            + ", which this database does not hold" + advice());
                }
                int logId = row.getInt(1);
                long size = row.getLong(2);
                if (size < published.size()) {
                    return Optional.of("the log has " + size + " positions, and a head of " + published.size()
                            + " was published at " + published.madeAt() + advice());
                }
                byte[] root = Proofs.root(SealedHashes.open(() -> connection, logId), published.size());
                return Arrays.equals(root, published.root())
                        ? Optional.empty()
                        : Optional.of("the first " + published.size()
                                + " positions are not those of the head that was published at " + published.madeAt()
                                + advice());
            }
        } finally {
            connection.rollback();
        }
    }

    /** Whether a log was opened that names this head as what it could not continue. */
    private static boolean hasSuccessor(Connection connection, PublishedHead published) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(SUCCESSOR)) {
            statement.setInt(1, published.logId());
            statement.setLong(2, published.size());
            statement.setBytes(3, published.root());
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }

    private static String advice() {
        return "; the database was restored or failed over: see docs/operate/seal.md, then open a new log with"
                + " `counterfoil audit new-log`";
    }
}
