package counterfoil.persistence.query;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * What keeps a table append only, as the database itself says: a trigger that refuses changes whoever asks, and an
 * application role without the right to ask. A superuser can still switch a trigger off; that is what the seal is for.
 *
 * @param table its name
 * @param triggerAlways whether the trigger is enabled ALWAYS, so that replica mode does not silence it
 * @param refusesUpdate whether the trigger fires before each UPDATE
 * @param refusesDelete the same for DELETE
 * @param refusesTruncate the same for TRUNCATE
 * @param functionAsShipped whether the trigger's function is the one of our migrations, byte for byte
 * @param applicationMayAppendOnly whether the role that asks has none of UPDATE, DELETE and TRUNCATE
 * @param applicationIsNotOwner whether that role neither owns the table nor can become its owner
 */
public record AppendOnlyGuard(
        String table,
        boolean triggerAlways,
        boolean refusesUpdate,
        boolean refusesDelete,
        boolean refusesTruncate,
        boolean functionAsShipped,
        boolean applicationMayAppendOnly,
        boolean applicationIsNotOwner) {
    /** The tables that are guarded; {@code seal_state}, which moves on with the log, is not append only. */
    public static final List<String> TABLES =
            List.of("event_journal", "seal_head", "seal_leaves", "seal_log", "seal_node", "seal_run");

    /** SHA-256 of the body of {@code refuse_change()}, as migration V001 makes it. */
    static final String FUNCTION_SHA256 = "56bfe1459bc5e48fe7415623c6ff7c068fdc1c75e6ae562e9f03909f2a9ea47b";

    // Bits of pg_trigger.tgtype: 1 row, 2 before, 8 delete, 16 update, 32 truncate. A condition would make it optional.
    private static final String QUERY = """
            SELECT c.relname,
                   coalesce(t.tgenabled = 'A', false),
                   coalesce(t.tgtype & 2 = 2 AND t.tgtype & 1 = 0 AND t.tgqual IS NULL, false)
                     AND coalesce(t.tgtype & 16 = 16 AND t.tgattr = '', false),
                   coalesce(t.tgtype & 2 = 2 AND t.tgtype & 1 = 0 AND t.tgqual IS NULL, false)
                     AND coalesce(t.tgtype & 8 = 8, false),
                   coalesce(t.tgtype & 2 = 2 AND t.tgtype & 1 = 0 AND t.tgqual IS NULL, false)
                     AND coalesce(t.tgtype & 32 = 32, false),
                   coalesce(encode(sha256(convert_to(p.prosrc, 'UTF8')), 'hex'), ''),
                   NOT has_any_column_privilege(c.oid, 'UPDATE') AND NOT has_table_privilege(c.oid, 'DELETE')
                     AND NOT has_table_privilege(c.oid, 'TRUNCATE'),
                   NOT pg_has_role(c.relowner, 'MEMBER')
              FROM unnest(?::text[]) AS wanted(name)
              JOIN pg_class c ON c.oid = to_regclass(quote_ident(wanted.name))
              LEFT JOIN pg_trigger t ON t.tgrelid = c.oid AND t.tgname = 'append_only' AND NOT t.tgisinternal
              LEFT JOIN pg_proc p ON p.oid = t.tgfoid
             ORDER BY c.relname
            """;

    /** Whether nothing is missing. */
    public boolean isIntact() {
        return triggerAlways
                && refusesUpdate
                && refusesDelete
                && refusesTruncate
                && functionAsShipped
                && applicationMayAppendOnly
                && applicationIsNotOwner;
    }

    /** Looks at every guarded table, as the role of the connections; in the order of {@link #TABLES}. Blocks. */
    public static List<AppendOnlyGuard> look(Connections connections) throws SQLException {
        try (Connection connection = connections.open();
                PreparedStatement statement = connection.prepareStatement(QUERY)) {
            statement.setArray(1, connection.createArrayOf("text", TABLES.toArray()));
            List<AppendOnlyGuard> guards = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    guards.add(new AppendOnlyGuard(
                            rows.getString(1),
                            rows.getBoolean(2),
                            rows.getBoolean(3),
                            rows.getBoolean(4),
                            rows.getBoolean(5),
                            FUNCTION_SHA256.equals(rows.getString(6)),
                            rows.getBoolean(7),
                            rows.getBoolean(8)));
                }
            }
            return guards;
        }
    }
}
