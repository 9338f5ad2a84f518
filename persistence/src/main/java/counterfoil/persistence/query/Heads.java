package counterfoil.persistence.query;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the signed heads of a log. All methods block. */
public final class Heads {
    /** Most heads of one page. */
    public static final int MAX_PAGE = 1_000;

    private static final String COLUMNS = "SELECT size, root, note, made_at FROM seal_head WHERE log_id = ?";
    private static final String AT_MOST = COLUMNS + " AND size <= ? ORDER BY size DESC LIMIT 1";
    private static final String FROM = COLUMNS + " AND size >= ? ORDER BY size LIMIT ?";

    private final Connections connections;

    /** Reads through these connections. */
    public Heads(Connections connections) {
        this.connections = connections;
    }

    /** The newest head; empty before anything is published. */
    public Optional<Head> newest(int logId) throws SQLException {
        return atMost(logId, Long.MAX_VALUE);
    }

    /** The newest head of a tree of at most that size; empty when there is none. */
    public Optional<Head> atMost(int logId, long size) throws SQLException {
        return select(AT_MOST, logId, size, 0).stream().findFirst();
    }

    /** The head of exactly that size; empty when none was published. */
    public Optional<Head> at(int logId, long size) throws SQLException {
        return atMost(logId, size).filter(head -> head.size() == size);
    }

    /**
     * Heads of a size and above, the smallest first.
     *
     * @param limit most heads, 1 to {@link #MAX_PAGE}
     */
    public List<Head> from(int logId, long size, int limit) throws SQLException {
        if (limit < 1 || limit > MAX_PAGE) {
            throw new IllegalArgumentException("a page has 1 to " + MAX_PAGE + " heads, not " + limit);
        }
        return select(FROM, logId, size, limit);
    }

    private List<Head> select(String query, int logId, long size, int limit) throws SQLException {
        try (Connection connection = connections.open();
                PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setInt(1, logId);
            statement.setLong(2, size);
            if (limit > 0) {
                statement.setInt(3, limit);
            }
            List<Head> heads = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    heads.add(new Head(
                            rows.getLong(1),
                            rows.getBytes(2),
                            rows.getString(3),
                            rows.getObject(4, OffsetDateTime.class).toInstant()));
                }
            }
            return heads;
        }
    }
}
