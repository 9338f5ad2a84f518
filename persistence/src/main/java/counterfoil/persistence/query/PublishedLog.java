package counterfoil.persistence.query;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.util.Optional;

/**
 * The log that is open, as far as its newest signed head vouches for it. What is sealed beyond that head is nobody's
 * business yet: no signature says so.
 *
 * @param logId number of the log
 * @param origin its name
 * @param head its newest signed head
 */
public record PublishedLog(int logId, String origin, Head head) {
    private static final String QUERY = """
            SELECT l.log_id, l.origin, h.size, h.root, h.note, h.made_at
              FROM (SELECT log_id, origin FROM seal_log ORDER BY log_id DESC LIMIT 1) l
             CROSS JOIN LATERAL (SELECT size, root, note, made_at FROM seal_head
                                  WHERE log_id = l.log_id ORDER BY size DESC LIMIT 1) h
            """;

    /** Reads it in one round trip; empty before the first head. Blocks. */
    public static Optional<PublishedLog> read(Connections connections) throws SQLException {
        try (Connection connection = connections.open();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(QUERY)) {
            if (!rows.next()) {
                return Optional.empty();
            }
            Head head = new Head(
                    rows.getLong(3),
                    rows.getBytes(4),
                    rows.getString(5),
                    rows.getObject(6, OffsetDateTime.class).toInstant());
            return Optional.of(new PublishedLog(rows.getInt(1), rows.getString(2), head));
        }
    }

    /** How many positions the head covers. */
    public long size() {
        return head.size();
    }
}
