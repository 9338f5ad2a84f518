package counterfoil.node;

import counterfoil.node.config.Secret;
import counterfoil.node.database.DataFolder;
import counterfoil.node.database.DatabaseKeeper;
import counterfoil.node.database.DatabaseLayout;
import counterfoil.node.database.LocalDatabase;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The databases that a node runs itself. They share its data folder, which is taken with the first of them. */
final class EmbeddedServers {
    private final Path dataDir;
    private final Closers closers;
    private final Consumer<String> progress;
    private @Nullable DataFolder folder;

    EmbeddedServers(Path dataDir, Closers closers, Consumer<String> progress) {
        this.dataDir = dataDir;
        this.closers = closers;
        this.progress = progress;
    }

    /** Starts or adopts a server, and keeps it running until the node ends. */
    DatabaseAccess start(DatabaseLayout layout) {
        DatabaseKeeper keeper = DatabaseKeeper.start(folder(), layout, progress);
        closers.add(keeper::stop);
        LocalDatabase database = keeper.database();
        return new DatabaseAccess(
                database.url(),
                database.appUser(),
                new Secret(database.appPassword()),
                database.ownerUser(),
                new Secret(database.ownerPassword()));
    }

    private DataFolder folder() {
        DataFolder taken = folder;
        if (taken == null) {
            taken = DataFolder.open(dataDir);
            closers.add(taken::close);
            folder = taken;
        }
        return taken;
    }
}
