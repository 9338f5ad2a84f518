package counterfoil.persistence.personal;

import counterfoil.persistence.query.Connections;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What an erasure does besides its event, and how erasures survive a restore.
 *
 * <p>An erasure is known from its event in the journal, from the tombstone in the key store, and from the list outside
 * of both. The list is written last, so that a subject that is not on it is worked on again at the next start: whatever
 * a crash or a restored backup took away is made good before the node serves. Every step may be repeated.
 */
public final class Erasures {
    private static final String RECORDED = """
            SELECT persistence_id, convert_from(event_payload, 'UTF8')::jsonb ->> 'erased_at' FROM event_journal
             WHERE event_ser_manifest = 'subject.SubjectErased.v1' ORDER BY persistence_id, sequence_number DESC
            """;
    private static final String ENTITY = "subject|";

    private final KeyStore store;
    private final DataKeys keys;
    private final ErasureList list;
    private final Connections journal;
    private final Function<String, List<String>> entitiesOf;
    private final List<Consumer<String>> rebuilds;

    /**
     * Erasures of a node.
     *
     * @param entitiesOf the persistence ids of the entities that belong to a subject, whose snapshots go
     * @param rebuilds told the subject last, to make the read tables with its rows anew; each may be told twice
     */
    public Erasures(
            KeyStore store,
            DataKeys keys,
            ErasureList list,
            Connections journal,
            Function<String, List<String>> entitiesOf,
            List<Consumer<String>> rebuilds) {
        this.store = store;
        this.keys = keys;
        this.list = list;
        this.journal = journal;
        this.entitiesOf = entitiesOf;
        this.rebuilds = List.copyOf(rebuilds);
    }

    /**
     * Does all that an erasure is, once its event stands. Blocks.
     *
     * @throws KeysUnavailable if the key store or the journal is away; what was done stays, and the rest is done at the
     *     next call or the next start
     * @throws java.io.UncheckedIOException if the list cannot be written
     */
    public void carryOut(String subject, Instant erasedAt) {
        store.destroy(subject, erasedAt);
        keys.drop(subject);
        deleteSnapshots(entitiesOf.apply(subject));
        rebuilds.forEach(rebuild -> rebuild.accept(subject));
        list.add(subject, erasedAt);
    }

    /**
     * Carries out again what any of the three knows and another does not. To be called before anything is served.
     *
     * @return the erasures without an event, by subject: the journal was restored, and they are to be recorded again
     * @throws KeysUnavailable if the key store or the journal is away
     */
    public Map<String, Instant> reconcile() {
        Map<String, Instant> recorded = recorded();
        Map<String, Instant> destroyed = store.destroyed();
        Map<String, Instant> listed = list.all();
        Map<String, Instant> known = new TreeMap<>(recorded);
        destroyed.forEach(known::putIfAbsent);
        listed.forEach(known::putIfAbsent);
        known.forEach((subject, at) -> {
            if (!destroyed.containsKey(subject) || !listed.containsKey(subject) || !recorded.containsKey(subject)) {
                carryOut(subject, at);
            }
        });
        known.keySet().removeAll(recorded.keySet());
        return known;
    }

    private Map<String, Instant> recorded() {
        Map<String, Instant> recorded = new LinkedHashMap<>();
        try (Connection connection = journal.open();
                PreparedStatement query = connection.prepareStatement(RECORDED);
                ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                recorded.put(rows.getString(1).substring(ENTITY.length()), Instant.parse(rows.getString(2)));
            }
        } catch (SQLException e) {
            throw new KeysUnavailable("the erasures in the journal cannot be read: " + e.getMessage(), e);
        }
        return recorded;
    }

    private void deleteSnapshots(List<String> persistenceIds) {
        try (Connection connection = journal.open();
                PreparedStatement delete =
                        connection.prepareStatement("DELETE FROM snapshot WHERE persistence_id = ANY (?)")) {
            Array ids = connection.createArrayOf("varchar", persistenceIds.toArray());
            delete.setArray(1, ids);
            delete.executeUpdate();
        } catch (SQLException e) {
            throw new KeysUnavailable("snapshots of a subject cannot be deleted: " + e.getMessage(), e);
        }
    }
}
