package counterfoil.persistence.personal;

import counterfoil.persistence.query.Connections;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The tables of the key store. A subject has wrapped keys, or a tombstone, or is unknown; the database sees to it that
 * it never has both, whoever comes first. All methods block for at most the pool's time limits.
 */
public final class KeyStore {
    private static final String FIND = """
            SELECT 0, '', ''::bytea, destroyed_at FROM destroyed_subject WHERE subject = ?
             UNION ALL
            SELECT version, key_id, wrapped, NULL FROM wrapped_key WHERE subject = ?
            """;
    private static final String ADD = """
            INSERT INTO wrapped_key (subject, version, key_id, wrapped, created_at) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT DO NOTHING
            """;
    private static final String BURY =
            "INSERT INTO destroyed_subject (subject, destroyed_at) VALUES (?, ?) ON CONFLICT DO NOTHING";
    private static final String WRAPPED_OTHERWISE = """
            SELECT subject, version, key_id, wrapped FROM wrapped_key WHERE key_id <> ?
             ORDER BY key_id, subject, version LIMIT ? FOR UPDATE SKIP LOCKED
            """;
    private static final String REWRAP =
            "UPDATE wrapped_key SET key_id = ?, wrapped = ? WHERE subject = ? AND version = ?";

    private final Connections connections;

    /** A store at these connections. */
    public KeyStore(Connections connections) {
        this.connections = connections;
    }

    /** What is known of a subject. */
    sealed interface Known {
        /** It has keys, by version; empty for a subject that never had any. */
        record Keys(SortedMap<Integer, WrappedKey> byVersion) implements Known {}

        /** Its keys were destroyed. */
        record Destroyed(Instant at) implements Known {}
    }

    Known find(String subject) {
        SortedMap<Integer, WrappedKey> keys = new TreeMap<>();
        try (Connection connection = connections.open();
                PreparedStatement query = connection.prepareStatement(FIND)) {
            query.setString(1, subject);
            query.setString(2, subject);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    OffsetDateTime destroyed = rows.getObject(4, OffsetDateTime.class);
                    if (destroyed != null) {
                        return new Known.Destroyed(destroyed.toInstant());
                    }
                    int version = rows.getInt(1);
                    keys.put(version, new WrappedKey(subject, version, rows.getString(2), rows.getBytes(3)));
                }
            }
        } catch (SQLException e) {
            throw away(e);
        }
        return new Known.Keys(keys);
    }

    /** Adds a key unless there is one of its version, or the subject was destroyed; {@link #find} tells. */
    void add(WrappedKey key, Instant at) {
        try (Connection connection = connections.open();
                PreparedStatement insert = connection.prepareStatement(ADD)) {
            insert.setString(1, key.subject());
            insert.setInt(2, key.version());
            insert.setString(3, key.keyId());
            insert.setBytes(4, key.wrapped());
            insert.setObject(5, at.atOffset(ZoneOffset.UTC));
            insert.executeUpdate();
        } catch (SQLException e) {
            throw away(e);
        }
    }

    /** Deletes all keys of a subject for ever; again does nothing. Returns whether this call did it. */
    public boolean destroy(String subject, Instant at) {
        try (Connection connection = connections.open()) {
            connection.setAutoCommit(false);
            try (PreparedStatement bury = connection.prepareStatement(BURY);
                    PreparedStatement delete =
                            connection.prepareStatement("DELETE FROM wrapped_key WHERE subject = ?")) {
                bury.setString(1, subject);
                bury.setObject(2, at.atOffset(ZoneOffset.UTC));
                boolean isNew = bury.executeUpdate() == 1;
                delete.setString(1, subject);
                delete.executeUpdate();
                connection.commit();
                return isNew;
            } catch (SQLException e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw away(e);
        }
    }

    /** All subjects whose keys were destroyed, and when. */
    public Map<String, Instant> destroyed() {
        Map<String, Instant> destroyed = new LinkedHashMap<>();
        try (Connection connection = connections.open();
                Statement query = connection.createStatement();
                ResultSet rows = query.executeQuery(
                        "SELECT subject, destroyed_at FROM destroyed_subject ORDER BY destroyed_at, subject")) {
            while (rows.next()) {
                destroyed.put(
                        rows.getString(1),
                        rows.getObject(2, OffsetDateTime.class).toInstant());
            }
        } catch (SQLException e) {
            throw away(e);
        }
        return destroyed;
    }

    /** How many keys each master key wraps, by its id. */
    public Map<String, Long> countsByKeyId() {
        Map<String, Long> counts = new LinkedHashMap<>();
        try (Connection connection = connections.open();
                Statement query = connection.createStatement();
                ResultSet rows = query.executeQuery(
                        "SELECT key_id, count(*) FROM wrapped_key GROUP BY key_id ORDER BY key_id")) {
            while (rows.next()) {
                counts.put(rows.getString(1), rows.getLong(2));
            }
        } catch (SQLException e) {
            throw away(e);
        }
        return counts;
    }

    /**
     * Wraps up to {@code limit} keys anew that another key wrapped, in one transaction, and returns how many. Several may
     * run at once; a key that somebody else works on is left to them.
     *
     * @throws KeysUnavailable if one was wrapped by a key that is not on the ring, or the store is away
     */
    int rewrap(Keyring ring, int limit) {
        try (Connection connection = connections.open()) {
            connection.setAutoCommit(false);
            try {
                List<WrappedKey> old =
                        wrappedOtherwise(connection, ring.newest().keyId(), limit);
                try (PreparedStatement update = connection.prepareStatement(REWRAP)) {
                    for (WrappedKey key : old) {
                        update.setString(1, ring.newest().keyId());
                        update.setBytes(2, ring.newest().wrap(ring.unwrap(key), key.context()));
                        update.setString(3, key.subject());
                        update.setInt(4, key.version());
                        update.addBatch();
                    }
                    update.executeBatch();
                }
                connection.commit();
                return old.size();
            } catch (SQLException | KeysUnavailable | Unwrappable e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw away(e);
        }
    }

    private static List<WrappedKey> wrappedOtherwise(Connection connection, String keyId, int limit)
            throws SQLException {
        List<WrappedKey> keys = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(WRAPPED_OTHERWISE)) {
            query.setString(1, keyId);
            query.setInt(2, limit);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    keys.add(new WrappedKey(rows.getString(1), rows.getInt(2), rows.getString(3), rows.getBytes(4)));
                }
            }
        }
        return keys;
    }

    private static KeysUnavailable away(SQLException failure) {
        return new KeysUnavailable("the key store does not answer: " + failure.getMessage(), failure);
    }
}
