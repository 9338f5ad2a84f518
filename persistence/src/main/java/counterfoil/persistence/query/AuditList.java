package counterfoil.persistence.query;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** Reads the audit list; blocks. */
public final class AuditList {
    private static final String TABLE = "audit-list";

    private final Connections connections;

    /** Reads through these connections. */
    public AuditList(Connections connections) {
        this.connections = connections;
    }

    /** A page, the last recorded first. */
    public AuditPage list(AuditQuestion question) throws SQLException {
        try (Connection connection = connections.open()) {
            return ActiveBuild.read(connection, TABLE, new AuditPage(List.of(), false, TableBasis.NONE), build -> {
                List<AuditEntry> entries = entries(connection, question, build.slot());
                boolean more = entries.size() > question.limit();
                return new AuditPage(more ? entries.subList(0, question.limit()) : entries, more, build.basis());
            });
        }
    }

    private static List<AuditEntry> entries(Connection connection, AuditQuestion question, int slot)
            throws SQLException {
        List<Object> values = new ArrayList<>(List.of(slot));
        StringBuilder sql = new StringBuilder("""
                SELECT position, recorded_at, principal, on_behalf_of, request_id, type, version, entity,
                       sequence_number, reason
                  FROM audit_entry WHERE slot = ?
                """);
        if (question.from() != null) {
            sql.append(" AND recorded_at >= ?");
            values.add(utc(question.from()));
        }
        if (question.to() != null) {
            sql.append(" AND recorded_at < ?");
            values.add(utc(question.to()));
        }
        if (question.principal() != null) {
            sql.append(" AND principal = ?");
            values.add(question.principal());
        }
        if (question.type() != null) {
            sql.append(" AND type = ?");
            values.add(question.type());
        }
        if (question.entity() != null) {
            sql.append(" AND entity = ?");
            values.add(question.entity());
        }
        AuditQuestion.Place after = question.after();
        if (after != null) {
            sql.append(" AND (recorded_at, position) < (?, ?)");
            values.add(utc(after.recordedAt()));
            values.add(after.position());
        }
        sql.append(" ORDER BY recorded_at DESC, position DESC LIMIT ?");
        values.add(question.limit() + 1);
        try (PreparedStatement statement = connection.prepareStatement(sql.toString())) {
            for (int i = 0; i < values.size(); i++) {
                statement.setObject(i + 1, values.get(i));
            }
            List<AuditEntry> entries = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    entries.add(entry(rows));
                }
            }
            return entries;
        }
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static AuditEntry entry(ResultSet rows) throws SQLException {
        Timestamp recordedAt = rows.getTimestamp(2);
        return new AuditEntry(
                rows.getLong(1),
                recordedAt.toInstant(),
                rows.getString(3),
                rows.getString(4),
                rows.getString(5),
                rows.getString(6),
                rows.getInt(7),
                rows.getString(8),
                rows.getLong(9),
                rows.getString(10));
    }
}
