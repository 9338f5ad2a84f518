package counterfoil.node.replay;

import counterfoil.persistence.journal.EventSerializer;
import counterfoil.persistence.journal.JournalReader;
import counterfoil.persistence.journal.JournalUnreadable;
import counterfoil.persistence.journal.StoredSnapshots;
import counterfoil.persistence.query.Connections;
import counterfoil.protocol.Event;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Replays one entity up to an instant, on the calling thread.
 *
 * <p>What was known at an instant are the events recorded up to and with it. Recorded instants of one entity never run
 * backwards, so these are a prefix of its events, and reading stops at the first later one. For the same reason any
 * state whose last event was recorded by then is a place to start from.
 */
public final class Replay {
    private static final Logger LOG = LoggerFactory.getLogger(Replay.class);

    private final JournalReader journal;
    private final Connections connections;

    /** Reads through these connections. */
    public Replay(Connections connections) {
        this.journal = new JournalReader(connections, new EventSerializer());
        this.connections = connections;
    }

    /** From which event on to read. */
    public enum Start {
        /** The first one: what an auditor wants, because only events are sealed. */
        EVENTS,
        /** The one after the newest snapshot that holds no later event; a snapshot that cannot be read is skipped. */
        SNAPSHOT,
        /** As {@link #SNAPSHOT}; in a {@link Replayer} also the one after a state that was replayed before. */
        KEPT
    }

    /** The persistence id of an entity. */
    public static String persistenceId(EntityKind<?> kind, String entityId) {
        return kind.type() + "|" + entityId;
    }

    /**
     * The entity as it was known at an instant.
     *
     * @throws JournalUnreadable at the first event that cannot be read or applied
     * @throws SQLException when the database does not answer
     */
    public <S> Past<S> at(EntityKind<S> kind, String entityId, Instant knownAt, Start start) throws SQLException {
        Past<S> none = Past.before(kind.empty());
        Past<S> from = start == Start.EVENTS
                ? none
                : snapshotBefore(kind, entityId, knownAt).orElse(none);
        return onward(kind, entityId, from, knownAt, () -> true);
    }

    /** Applies what was recorded by an instant after a state; stops early, with the state so far, when told to. */
    <S> Past<S> onward(EntityKind<S> kind, String entityId, Past<S> from, Instant knownAt, BooleanSupplier mayContinue)
            throws SQLException {
        String persistenceId = persistenceId(kind, entityId);
        Folding<S> folding = new Folding<>(kind, persistenceId, from, knownAt, mayContinue);
        journal.read(persistenceId, from.sequenceNumber(), folding::take);
        return folding.past();
    }

    /** The newest snapshot whose last event was recorded by an instant. */
    <S> Optional<Past<S>> snapshotBefore(EntityKind<S> kind, String entityId, Instant knownAt) throws SQLException {
        Optional<SnapshotForm<S>> form = kind.snapshots();
        if (form.isEmpty()) {
            return Optional.empty();
        }
        String persistenceId = persistenceId(kind, entityId);
        StoredSnapshots stored =
                new StoredSnapshots(connections, List.of(form.get().type()));
        for (long sequenceNumber : stored.sequenceNumbers(persistenceId)) {
            if (isRecordedBy(persistenceId, sequenceNumber, knownAt)) {
                Optional<Past<S>> restored = stored.at(persistenceId, sequenceNumber)
                        .flatMap(snapshot -> restore(form.get(), snapshot, persistenceId, sequenceNumber));
                if (restored.isPresent()) {
                    return restored;
                }
            }
        }
        return Optional.empty();
    }

    private boolean isRecordedBy(String persistenceId, long sequenceNumber, Instant knownAt) throws SQLException {
        boolean[] recorded = new boolean[1];
        journal.read(persistenceId, sequenceNumber - 1, (number, event) -> {
            recorded[0] = !event.cause().recordedAt().isAfter(knownAt);
            return false;
        });
        return recorded[0];
    }

    private static <S> Optional<Past<S>> restore(
            SnapshotForm<S> form, Object snapshot, String persistenceId, long sequenceNumber) {
        try {
            Past<S> past = form.restore().apply(snapshot);
            if (past.sequenceNumber() == sequenceNumber) {
                return Optional.of(past);
            }
            LOG.warn(
                    "the snapshot of {} at sequence number {} is skipped: it says it is of {}",
                    persistenceId,
                    sequenceNumber,
                    past.sequenceNumber());
        } catch (RuntimeException broken) {
            LOG.warn(
                    "the snapshot of {} at sequence number {} is skipped: {}",
                    persistenceId,
                    sequenceNumber,
                    broken.toString());
        }
        return Optional.empty();
    }

    /** The fold itself. */
    private static final class Folding<S> {
        private final EntityKind<S> kind;
        private final String persistenceId;
        private final Instant knownAt;
        private final BooleanSupplier mayContinue;
        private S state;
        private long sequenceNumber;
        private Instant recordedAt;

        Folding(EntityKind<S> kind, String persistenceId, Past<S> from, Instant knownAt, BooleanSupplier mayContinue) {
            this.kind = kind;
            this.persistenceId = persistenceId;
            this.knownAt = knownAt;
            this.mayContinue = mayContinue;
            this.state = from.state();
            this.sequenceNumber = from.sequenceNumber();
            this.recordedAt = from.recordedAt();
        }

        boolean take(long number, Event event) {
            Instant recorded = event.cause().recordedAt();
            if (recorded.isAfter(knownAt) || !mayContinue.getAsBoolean()) {
                return false;
            }
            try {
                state = kind.apply(state, event);
            } catch (RuntimeException broken) {
                // Events that decisions made always apply: this one, or one before it, is not what was written.
                throw new JournalUnreadable(persistenceId, number, "it does not apply: " + broken.getMessage(), broken);
            }
            sequenceNumber = number;
            recordedAt = recorded;
            return true;
        }

        Past<S> past() {
            return new Past<>(state, sequenceNumber, recordedAt);
        }
    }
}
