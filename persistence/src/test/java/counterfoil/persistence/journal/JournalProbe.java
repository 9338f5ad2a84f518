package counterfoil.persistence.journal;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import counterfoil.persistence.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.pekko.actor.ActorIdentity;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.Identify;
import org.apache.pekko.persistence.AtomicWrite;
import org.apache.pekko.persistence.JournalProtocol;
import org.apache.pekko.persistence.Persistence;
import org.apache.pekko.persistence.PersistentEnvelope;
import org.apache.pekko.persistence.PersistentRepr;
import org.apache.pekko.testkit.javadsl.TestKit;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/** Speaks to the journal of an actor system as persistent actors do, and looks at the rows from outside. */
final class JournalProbe implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(10);

    final ActorSystem system;
    private final TestDatabase database;
    private ActorRef journal;
    private final TestKit replies;

    JournalProbe(TestDatabase database, String name, String settings) {
        this.database = database;
        system = ActorSystem.create(name, database.settings(settings));
        journal = Persistence.get(system).journalFor("", ConfigFactory.empty());
        replies = new TestKit(system);
    }

    /** Sends one atomic write of events, from the sequence number on, and waits for nothing. */
    void write(String persistenceId, long from, Object... events) {
        List<PersistentRepr> reprs = new ArrayList<>();
        for (int i = 0; i < events.length; i++) {
            reprs.add(PersistentRepr.apply(
                    events[i],
                    from + i,
                    persistenceId,
                    PersistentRepr.apply$default$4(),
                    false,
                    ActorRef.noSender(),
                    "writer-1"));
        }
        PersistentEnvelope atomic = new AtomicWrite(seq(reprs));
        journal.tell(new JournalProtocol.WriteMessages(seq(List.of(atomic)), replies.getRef(), 1), replies.getRef());
    }

    /** Waits for the answers to this many events, and returns {@code ok} or the failure of each. */
    Map<String, Object> answers(int events) {
        Map<String, Object> byEvent = new HashMap<>();
        while (byEvent.size() < events) {
            switch (replies.receiveOne(LIMIT)) {
                case JournalProtocol.WriteMessageSuccess ok -> byEvent.put(key(ok.persistent()), "ok");
                case JournalProtocol.WriteMessageFailure failed -> byEvent.put(key(failed.message()), failed.cause());
                case JournalProtocol.WriteMessageRejected rejected ->
                    byEvent.put(key(rejected.message()), rejected.cause());
                case null -> throw new AssertionError("the journal answered only " + byEvent);
                default -> {
                    // The answer about the whole batch repeats what the single ones say.
                }
            }
        }
        return byEvent;
    }

    /** Returns what the answers say about each event: {@code ok}, or an outcome. */
    Map<String, Object> outcomes(int events) {
        Map<String, Object> outcomes = answers(events);
        outcomes.replaceAll((event, answer) -> answer instanceof JournalWriteFailed failed ? failed.outcome() : answer);
        return outcomes;
    }

    static long count(Map<String, Object> outcomes, Object outcome) {
        return outcomes.values().stream().filter(outcome::equals).count();
    }

    /** Waits until the journal has taken everything that was sent so far. */
    void awaitTaken() {
        TestKit taken = new TestKit(system);
        journal.tell(new Identify("taken"), taken.getRef());
        taken.expectMsgClass(LIMIT, ActorIdentity.class);
    }

    /** Something to do while the table is locked. */
    interface Step {
        void run() throws SQLException;
    }

    /** Locks the table against writers meanwhile, so that writes gather behind the one that waits for it. */
    void whileLocked(Step step) throws SQLException {
        try (Connection connection = database.asOwner();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("LOCK TABLE event_journal IN SHARE MODE");
            step.run();
            awaitTaken();
        }
    }

    /** Makes a journal anew in this system, as the supervisor does after a failure. */
    void restart() {
        Config settings = system.settings().config();
        String another = "another-journal";
        journal = Persistence.get(system)
                .journalFor(another, ConfigFactory.empty().withValue(another, settings.getValue("jdbc-journal")));
    }

    /** Waits until the server has this many sessions of the application that wait for a lock. */
    void awaitBlockedWriter() throws SQLException {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (number("SELECT count(*) FROM pg_stat_activity WHERE " + BLOCKED) == 0) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("no writer waits for the lock");
            }
            Thread.onSpinWait();
        }
    }

    /** Ends the session that waits for the lock, as an administrator or a failing server would. */
    void terminateBlockedWriter() throws SQLException {
        number("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE " + BLOCKED);
    }

    private static final String BLOCKED =
            "datname = current_database() AND usename = 'counterfoil_app' AND wait_event_type = 'Lock'";

    long rows(String persistenceId) throws SQLException {
        try (Connection connection = database.asApp();
                PreparedStatement query =
                        connection.prepareStatement("SELECT count(*) FROM event_journal WHERE persistence_id = ?")) {
            query.setString(1, persistenceId);
            try (ResultSet rows = query.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }

    long number(String sql) throws SQLException {
        try (Connection connection = database.asSuperuser();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    @Override
    public void close() {
        TestKit.shutdownActorSystem(system);
    }

    private static String key(PersistentRepr repr) {
        return repr.persistenceId() + "/" + repr.sequenceNr();
    }

    private static <T> Seq<T> seq(List<T> list) {
        return CollectionConverters.asScala(list).toSeq();
    }
}
