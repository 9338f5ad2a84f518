package counterfoil.node;

import counterfoil.node.config.NodeConfig;
import counterfoil.node.config.Secret;
import counterfoil.node.database.DataFolder;
import counterfoil.node.database.DatabaseKeeper;
import counterfoil.node.database.DatabaseLayout;
import counterfoil.node.database.LocalDatabase;
import java.util.function.Consumer;

/**
 * How to reach the database of a node, as the owner of the tables and as the application.
 *
 * @param url JDBC address without parameters of ours
 * @param ownerUser empty when migrations are somebody else's task
 */
record DatabaseAccess(String url, String user, Secret password, String ownerUser, Secret ownerPassword) {

    /** The database of the configuration; the embedded one is started, or adopted, and ended with the node. */
    static DatabaseAccess open(NodeConfig config, Closers closers, Consumer<String> progress) {
        NodeConfig.Database external = config.database();
        if (!external.isEmbedded()) {
            return new DatabaseAccess(
                    external.url(),
                    external.user(),
                    external.password(),
                    external.ownerUser(),
                    external.ownerPassword());
        }
        DataFolder folder = DataFolder.open(config.dataDir());
        closers.add(folder::close);
        DatabaseKeeper keeper = DatabaseKeeper.start(folder, DatabaseLayout.JOURNAL, progress);
        closers.add(keeper::stop);
        LocalDatabase database = keeper.database();
        return new DatabaseAccess(
                database.url(),
                database.appUser(),
                new Secret(database.appPassword()),
                database.ownerUser(),
                new Secret(database.ownerPassword()));
    }

    /** Whether this node migrates the tables. */
    boolean ownsTables() {
        return !ownerUser.isEmpty();
    }
}
