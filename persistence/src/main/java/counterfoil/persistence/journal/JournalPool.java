package counterfoil.persistence.journal;

import com.typesafe.config.Config;
import counterfoil.persistence.query.Connections;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.persistence.jdbc.config.JournalConfig;
import org.apache.pekko.persistence.jdbc.db.SlickExtension;
import org.apache.pekko.persistence.jdbc.db.SlickExtensionImpl;
import slick.jdbc.JdbcDataSource;

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
        Config config = journalConfig(system);
        if (new JournalConfig(config).useSharedDb().isEmpty()) {
            throw new IllegalArgumentException("jdbc-journal.use-shared-db must name a shared database");
        }
        SlickExtensionImpl slick = (SlickExtensionImpl) SlickExtension.get(system);
        JdbcDataSource source = slick.database(config).database().source();
        return source::createConnection;
    }

    static Config journalConfig(ActorSystem system) {
        return system.settings().config().getConfig("jdbc-journal");
    }
}
