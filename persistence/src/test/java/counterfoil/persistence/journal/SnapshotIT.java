package counterfoil.persistence.journal;

import static org.assertj.core.api.Assertions.assertThat;

import counterfoil.persistence.TestDatabase;
import counterfoil.protocol.Event;
import counterfoil.protocol.Snapshot;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.persistence.typed.PersistenceId;
import org.apache.pekko.persistence.typed.javadsl.CommandHandler;
import org.apache.pekko.persistence.typed.javadsl.EventHandler;
import org.apache.pekko.persistence.typed.javadsl.EventSourcedBehavior;
import org.junit.jupiter.api.Test;

/** Whether a recovering entity starts from its snapshot or from its first event. */
final class SnapshotIT {

    private static final TestDatabase DATABASE = TestDatabase.shared();

    /** The state as one release has it. */
    static final class Earlier {
        @ApplyVersion(1)
        record Tally(int events) implements Snapshot {
            Tally apply(Event event) {
                return new Tally(events + 1);
            }
        }
    }

    /** The state as the next release has it: also what happened last. */
    static final class Later {
        @ApplyVersion(1)
        record Tally(int events, String last) implements Snapshot {
            Tally apply(Event event) {
                return new Tally(events + 1, event.cause().commandId());
            }
        }
    }

    /** Records the event; the answer is the state after it, and the events that this incarnation has applied. */
    record Add(ActorRef<Answer> replyTo) {}

    record Answer(Object state, int applied) {}

    /** An entity that takes a snapshot after every third event and counts what it applies. */
    static final class Entity<S> extends EventSourcedBehavior<Add, Event, S> {

        private final S empty;
        private final BiFunction<S, Event, S> apply;
        private int applied;

        Entity(String id, S empty, BiFunction<S, Event, S> apply) {
            super(PersistenceId.ofUniqueId(id));
            this.empty = empty;
            this.apply = apply;
        }

        @Override
        public S emptyState() {
            return empty;
        }

        @Override
        public CommandHandler<Add, Event, S> commandHandler() {
            return (state, command) -> Effect()
                    .persist(Facts.withdrawn("import"))
                    .thenReply(command.replyTo(), after -> new Answer(after, applied));
        }

        @Override
        public EventHandler<S, Event> eventHandler() {
            return (state, event) -> {
                applied++;
                return apply.apply(state, event);
            };
        }

        @Override
        public boolean shouldSnapshot(S state, Event event, long sequenceNumber) {
            return sequenceNumber % 3 == 0;
        }
    }

    @Test
    void aSnapshotOfTheSameShapeShortensRecovery() throws SQLException {
        assertThat(addEarlier("tally|same", 4).getLast()).isEqualTo(new Answer(new Earlier.Tally(4), 4));
        assertThat(snapshotManifests("tally|same")).containsExactly(SnapshotShape.manifest(Earlier.Tally.class));
        // One event after the snapshot at 3, and the new one.
        assertThat(addEarlier("tally|same", 1).getLast()).isEqualTo(new Answer(new Earlier.Tally(5), 2));
    }

    @Test
    void aSnapshotOfAnotherShapeIsIgnoredAndTheStateBuiltFromTheEvents() throws SQLException {
        addEarlier("tally|changed", 4);
        assertThat(snapshotManifests("tally|changed")).hasSize(1);
        assertThat(addLater("tally|changed", 1).getLast())
                .isEqualTo(new Answer(new Later.Tally(5, Facts.CAUSE.commandId()), 5));
    }

    private static List<Answer> addEarlier(String id, int times) {
        return add(new Entity<>(id, new Earlier.Tally(0), Earlier.Tally::apply), Earlier.Tally.class, times);
    }

    private static List<Answer> addLater(String id, int times) {
        return add(new Entity<>(id, new Later.Tally(0, ""), Later.Tally::apply), Later.Tally.class, times);
    }

    /** Runs a node's life: starts an actor system, sends commands one after the other, ends it. */
    private static List<Answer> add(Entity<?> entity, Class<?> state, int times) {
        String settings = "counterfoil.persistence.snapshots = [\"" + state.getName() + "\"]";
        ActorTestKit node = ActorTestKit.create("node", DATABASE.settings(settings));
        try {
            ActorRef<Add> ref = node.spawn(entity);
            TestProbe<Answer> probe = node.createTestProbe();
            List<Answer> answers = new ArrayList<>();
            for (int i = 0; i < times; i++) {
                ref.tell(new Add(probe.getRef()));
                answers.add(probe.receiveMessage(Duration.ofSeconds(10)));
            }
            awaitSnapshot(entity.persistenceId().id());
            return answers;
        } finally {
            node.shutdownTestKit();
        }
    }

    /** Snapshots are saved beside the events; wait until none is on its way. */
    private static void awaitSnapshot(String id) {
        long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (number("SELECT count(*) FROM snapshot WHERE sequence_number = 3 AND persistence_id = '" + id + "'")
                == 0) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("no snapshot was saved");
            }
            Thread.onSpinWait();
        }
    }

    private static long number(String sql) {
        try (Connection connection = DATABASE.asApp();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException failure) {
            throw new AssertionError(failure);
        }
    }

    private static List<String> snapshotManifests(String id) throws SQLException {
        List<String> manifests = new ArrayList<>();
        try (Connection connection = DATABASE.asApp();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT snapshot_ser_manifest FROM snapshot WHERE persistence_id = '" + id + "'")) {
            while (rows.next()) {
                manifests.add(rows.getString(1));
            }
        }
        return manifests;
    }
}
