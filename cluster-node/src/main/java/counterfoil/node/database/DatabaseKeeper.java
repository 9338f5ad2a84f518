package counterfoil.node.database;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the server of a data folder running: when its process has died it is started again, on the same port and with
 * the same passwords, and recovers. Looks once a second, and goes on trying when a start fails.
 */
public final class DatabaseKeeper {
    private static final Logger LOG = LoggerFactory.getLogger(DatabaseKeeper.class);
    private static final long LOOK_EVERY_MILLIS = 1_000;

    private final DataFolder data;
    private final DatabaseLayout layout;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread thread;
    private volatile LocalDatabase database;

    private DatabaseKeeper(DataFolder data, DatabaseLayout layout, LocalDatabase database) {
        this.data = data;
        this.layout = layout;
        this.database = database;
        this.thread = Thread.ofPlatform().daemon().name("database-keeper").unstarted(this::keep);
    }

    /**
     * Starts the server as {@link LocalDatabase#start} does, and keeps it running until {@link #stop}.
     *
     * @throws DatabaseUnavailable if it does not start this first time
     */
    public static DatabaseKeeper start(DataFolder data, DatabaseLayout layout, Consumer<String> progress) {
        DatabaseKeeper keeper = new DatabaseKeeper(data, layout, LocalDatabase.start(data, layout, progress));
        keeper.thread.start();
        return keeper;
    }

    /** The server as it runs now. */
    public LocalDatabase database() {
        return database;
    }

    private void keep() {
        try {
            while (!ended.await(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS)) {
                look();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        try {
            if (!database.isAlive()) {
                LOG.warn("the database has died and is started again");
                database = LocalDatabase.start(data, layout, line -> LOG.info("{}", line));
            }
        } catch (DatabaseUnavailable e) {
            LOG.error("the database could not be started again: {}", e.getMessage());
        }
    }

    /** Stops keeping the server, and the server. Later calls do nothing. */
    public void stop() {
        ended.countDown();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        database.stop();
    }
}
