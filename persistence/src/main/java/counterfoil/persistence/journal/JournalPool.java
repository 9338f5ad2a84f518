package counterfoil.persistence.journal;

import com.typesafe.config.Config;
import com.zaxxer.hikari.HikariPoolMXBean;
import counterfoil.persistence.query.Connections;
import java.util.function.Supplier;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.persistence.jdbc.config.JournalConfig;
import org.apache.pekko.persistence.jdbc.db.SlickExtension;
import org.apache.pekko.persistence.jdbc.db.SlickExtensionImpl;
import slick.jdbc.JdbcDataSource;
import slick.jdbc.hikaricp.HikariCPJdbcDataSource;

/** The connection pool that an actor system's journal, snapshots and our own reads share. */
public final class JournalPool {

    private JournalPool() {}

    /**
     * Returns the pool; it opens at first use and closes with the system.
     *
     * @throws IllegalArgumentException when the journal is configured to have a pool of its own, which would be closed
     *     and opened whenever the journal restarts
     */
    public static Connections of(ActorSystem system) {
        return sourceOf(system)::createConnection;
    }

    /** Tells how the pool is used, at each call anew; all zeros while it is not open. */
    public static Supplier<PoolUsage> usageOf(ActorSystem system) {
        if (!(sourceOf(system) instanceof HikariCPJdbcDataSource pool)) {
            throw new IllegalArgumentException("the journal's pool is none of HikariCP");
        }
        return () -> {
            HikariPoolMXBean now = pool.ds().getHikariPoolMXBean();
            return now == null
                    ? new PoolUsage(0, 0, 0)
                    : new PoolUsage(
                            now.getActiveConnections(), now.getTotalConnections(), now.getThreadsAwaitingConnection());
        };
    }

    private static JdbcDataSource sourceOf(ActorSystem system) {
        Config config = journalConfig(system);
        if (new JournalConfig(config).useSharedDb().isEmpty()) {
            throw new IllegalArgumentException("jdbc-journal.use-shared-db must name a shared database");
        }
        SlickExtensionImpl slick = (SlickExtensionImpl) SlickExtension.get(system);
        return slick.database(config).database().source();
    }

    static Config journalConfig(ActorSystem system) {
        return system.settings().config().getConfig("jdbc-journal");
    }
}
