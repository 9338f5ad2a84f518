package counterfoil.node;

import counterfoil.node.config.NodeConfig;
import counterfoil.persistence.journal.Migrations;
import counterfoil.persistence.personal.KeyPool;
import counterfoil.persistence.personal.KeyStore;
import java.util.function.Consumer;

/**
 * The key store of a configuration for a command that works on it without a node. An embedded one is started, so its
 * node must have ended: it could not read a key that was wrapped anew meanwhile.
 */
public final class KeyStoreAccess implements AutoCloseable {
    private final Closers closers;
    private final KeyStore store;

    private KeyStoreAccess(Closers closers, KeyStore store) {
        this.closers = closers;
        this.store = store;
    }

    /** Opens it and brings its tables up to date; fails as the start of a node does. */
    public static KeyStoreAccess open(NodeConfig config, Consumer<String> progress) {
        Closers closers = new Closers();
        try {
            DatabaseAccess database =
                    DatabaseAccess.keys(config, new EmbeddedServers(config.dataDir(), closers, progress));
            database.migrate(Migrations.Schema.KEYS);
            KeyPool pool = KeyPool.of(
                    database.url(), database.user(), database.password().value());
            closers.add(pool::close);
            return new KeyStoreAccess(closers, new KeyStore(pool));
        } catch (RuntimeException e) {
            closers.close();
            throw e;
        }
    }

    /** The store. */
    public KeyStore store() {
        return store;
    }

    @Override
    public void close() {
        closers.close();
    }
}
