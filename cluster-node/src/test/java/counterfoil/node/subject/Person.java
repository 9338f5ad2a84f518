package counterfoil.node.subject;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.read.ListAppender;
import counterfoil.node.Awaited;
import counterfoil.persistence.TestDatabase;
import counterfoil.persistence.journal.Migrations;
import counterfoil.persistence.personal.DataKeys;
import counterfoil.persistence.personal.Envelopes;
import counterfoil.persistence.personal.ErasureList;
import counterfoil.persistence.personal.Erasures;
import counterfoil.persistence.personal.KeyStore;
import counterfoil.persistence.personal.Keyring;
import counterfoil.persistence.personal.MasterKey;
import counterfoil.persistence.query.Connections;
import counterfoil.protocol.Cause;
import counterfoil.protocol.Enciphered;
import counterfoil.protocol.subject.SubjectCommand;
import counterfoil.protocol.subject.SubjectView;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.pekko.Done;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.slf4j.LoggerFactory;

/**
 * One person's data in real databases: a diary in the journal, its keys in a store of their own, and a read table in
 * clear. Everything that is logged meanwhile, down to the finest level, is kept.
 */
final class Person implements AutoCloseable {
    static final String SUBJECT = "user-7";
    static final String PURPOSE = Cause.REASON;
    static final Instant NOW = Instant.parse("2026-11-22T10:00:00.123Z");
    static final MasterKey MASTER = MasterKey.parse("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=");
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    final TestDatabase journal;
    final TestDatabase keys;
    final Path folder;
    final DataKeys dataKeys;
    final Envelopes envelopes;
    final KeyStore store;
    private final ActorTestKit kit;
    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
    private final List<Appender<ILoggingEvent>> others = new ArrayList<>();

    Person(TestDatabase journal, TestDatabase keys, Path folder) {
        this.journal = journal;
        this.keys = keys;
        this.folder = folder;
        this.store = new KeyStore(keys::asApp);
        this.dataKeys = new DataKeys(store, new Keyring(List.of(MASTER)), InstantSource.fixed(NOW), () -> 0);
        this.envelopes = new Envelopes(dataKeys);
        logged.start();
        root().iteratorForAppenders().forEachRemaining(others::add);
        others.forEach(root()::detachAppender);
        root().addAppender(logged);
        root().setLevel(Level.TRACE);
        // Megabytes about how a query is built, before any value is in it.
        ((Logger) LoggerFactory.getLogger("slick.compiler")).setLevel(Level.INFO);
        this.kit = ActorTestKit.create(journal.settings("""
                pekko.actor.provider = local
                counterfoil.persistence.snapshots = ["counterfoil.node.subject.Diary$Pages"]
                """));
    }

    private static Logger root() {
        return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    }

    /** A key store without keys. */
    static TestDatabase emptyKeys() {
        TestDatabase keys = TestDatabase.empty();
        Migrations.run(
                Migrations.Schema.KEYS, keys.url(), TestDatabase.OWNER, TestDatabase.OWNER_PASSWORD, TestDatabase.APP);
        return keys;
    }

    Erasures erasures(List<Consumer<String>> rebuilds) {
        Connections connections = journal::asApp;
        return new Erasures(
                store,
                dataKeys,
                ErasureList.in(folder),
                connections,
                subject -> List.of("subject|" + subject, Diary.idOf(subject)),
                rebuilds);
    }

    /** Writes pages, each enciphered before the diary sees it. */
    Diary.Pages write(String... texts) throws Exception {
        ActorRef<Diary.Request> diary = kit.spawn(new Diary(SUBJECT));
        TestProbe<Diary.Pages> answers = kit.createTestProbe();
        Diary.Pages pages = new Diary.Pages(List.of());
        for (String text : texts) {
            Enciphered envelope = envelopes.encipher(SUBJECT, PURPOSE, text);
            diary.tell(new Diary.Write(envelope, answers.ref()));
            pages = answers.receiveMessage(PATIENCE);
        }
        int snapshots = texts.length / 2;
        Awaited.until(PATIENCE, () -> count("snapshot", Diary.idOf(SUBJECT)) == snapshots);
        kit.stop(diary);
        return pages;
    }

    /** How many rows of a table belong to an entity. */
    int count(String table, String persistenceId) {
        try (Connection connection = journal.asApp();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT count(*) FROM " + table + " WHERE persistence_id = '" + persistenceId + "'")) {
            row.next();
            return row.getInt(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The diary as it recovers now. */
    Diary.Pages recovered() {
        ActorRef<Diary.Request> diary = kit.spawn(new Diary(SUBJECT));
        TestProbe<Diary.Pages> answers = kit.createTestProbe();
        diary.tell(new Diary.Read(answers.ref()));
        Diary.Pages pages = answers.receiveMessage(PATIENCE);
        kit.stop(diary);
        return pages;
    }

    /** Erases through the entity. */
    SubjectView.Erased erase(Erasing erasing, Instant erasedAt) {
        ActorRef<SubjectCommand> entity = kit.spawn(SubjectEntity.create(SUBJECT, erasing));
        TestProbe<SubjectView> answers = kit.createTestProbe();
        Cause cause = new Cause("erase", "user-3", null, "request", NOW, null, null);
        entity.tell(new SubjectCommand.EraseSubject(erasedAt, cause, answers.ref()));
        SubjectView view = answers.receiveMessage(PATIENCE);
        kit.stop(entity);
        return (SubjectView.Erased) view;
    }

    static Erasing carriedOutBy(Erasures erasures) {
        return (subject, at) -> {
            erasures.carryOut(subject, at);
            return CompletableFuture.completedFuture(Done.getInstance());
        };
    }

    void run(TestDatabase database, String sql) throws SQLException {
        try (Connection connection = database.asSuperuser();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Everything that was logged since the beginning, with stack traces' messages. */
    String log() {
        return logged.list.stream()
                .map(event -> event.getFormattedMessage()
                        + (event.getThrowableProxy() == null
                                ? ""
                                : event.getThrowableProxy().getMessage()))
                .collect(Collectors.joining("\n"));
    }

    @Override
    public void close() {
        kit.shutdownTestKit();
        root().detachAppender(logged);
        others.forEach(root()::addAppender);
        root().setLevel(Level.WARN);
    }
}
