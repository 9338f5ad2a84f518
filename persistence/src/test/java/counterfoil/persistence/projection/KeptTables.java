package counterfoil.persistence.projection;

import counterfoil.persistence.TestDatabase;
import counterfoil.persistence.journal.JournalPool;
import counterfoil.persistence.query.Connections;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.DispatcherSelector;

/** An actor system that keeps read tables of a test database without a cluster. */
final class KeptTables implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    final ActorTestKit kit;
    final Connections connections;
    final ReadTableSettings settings;

    private KeptTables(TestDatabase database, String own) {
        this.kit = ActorTestKit.create("kept", database.settings(own + """

                counterfoil.read-tables { tick = 50ms, first-backoff = 50ms }
                counterfoil.read-tables { longest-backoff = 200ms, empty-after = 50ms }
                """));
        this.connections = JournalPool.of(kit.system().classicSystem());
        this.settings = ReadTableSettings.of(kit.system().settings().config().getConfig("counterfoil.read-tables"));
    }

    /** Starts with settings of the test's own. */
    static KeptTables on(TestDatabase database, String own) {
        return new KeptTables(database, own);
    }

    ActorRef<TableKeeper.Command> keep(ReadTable table) {
        return keep(table, connections);
    }

    /** Keeps a table through connections of the test's own. */
    ActorRef<TableKeeper.Command> keep(ReadTable table, Connections through) {
        Executor keeping = kit.system()
                .dispatchers()
                .lookup(DispatcherSelector.fromConfig("pekko.projection.jdbc.blocking-jdbc-dispatcher"));
        return kit.spawn(ReadTables.keeper(kit.system(), table, through, settings, InstantSource.system(), keeping));
    }

    /** Ends a keeper as the cluster does. */
    void stop(ActorRef<TableKeeper.Command> keeper) {
        keeper.tell(TableKeeper.Stop.NOW);
        kit.createTestProbe().expectTerminated(keeper, PATIENCE);
    }

    /** Returns as soon as the condition holds. */
    static void await(String what, Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.call()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("not within " + PATIENCE + ": " + what);
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    static void awaitPosition(LogFixture log, String table, long position) throws Exception {
        await(table + " reaches " + position, () -> position(log, table) >= position);
    }

    static long position(LogFixture log, String table) throws SQLException {
        return log.number("SELECT coalesce(max(position), -2) FROM read_build WHERE table_name = '" + table
                + "' AND state = 'active'");
    }

    @Override
    public void close() {
        kit.shutdownTestKit();
    }
}
