package counterfoil.node;

import counterfoil.node.config.NodeConfig;
import counterfoil.persistence.journal.Migrations;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The databases of several nodes on one machine, owned by the process that starts the nodes: up to date, and ended after
 * them.
 */
public final class SharedDatabases implements AutoCloseable {
    private final Closers closers;
    private final Map<String, String> settings;

    private SharedDatabases(Closers closers, Map<String, String> settings) {
        this.closers = closers;
        this.settings = Map.copyOf(settings);
    }

    /** Starts or adopts the embedded ones, reaches external ones, and migrates both; fails as the start of a node does. */
    public static SharedDatabases open(NodeConfig config, Consumer<String> progress) {
        Closers closers = new Closers();
        try {
            EmbeddedServers embedded = new EmbeddedServers(config.dataDir(), closers, progress);
            DatabaseAccess journal = DatabaseAccess.journal(config.requireKeyStore(), embedded);
            journal.migrate(Migrations.Schema.JOURNAL);
            DatabaseAccess keys = DatabaseAccess.keys(config, embedded);
            keys.migrate(Migrations.Schema.KEYS);
            Map<String, String> settings = new LinkedHashMap<>();
            settings.putAll(reaching("counterfoil.database.", "", journal));
            settings.putAll(reaching("counterfoil.keys.", "database-", keys));
            return new SharedDatabases(closers, settings);
        } catch (RuntimeException e) {
            closers.close();
            throw e;
        }
    }

    private static Map<String, String> reaching(String section, String prefix, DatabaseAccess database) {
        return Map.of(
                section + prefix + "url", database.url(),
                section + prefix + "user", database.user(),
                section + prefix + "password", database.password().value());
    }

    /** Settings by which a node reaches them as the application; they hold passwords. */
    public Map<String, String> settings() {
        return settings;
    }

    /** Ends the embedded ones; closing twice does nothing. */
    @Override
    public void close() {
        closers.close();
    }
}
