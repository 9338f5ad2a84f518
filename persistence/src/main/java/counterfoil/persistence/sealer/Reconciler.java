package counterfoil.persistence.sealer;

import counterfoil.persistence.query.Connections;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs a {@link Reconciliation} at start and again and again, on a thread of its own. */
final class Reconciler implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Reconciler.class);

    private final Connections connections;
    private final Duration interval;
    private final SealGauge gauge;
    private final Consumer<Collection<Long>> unsealed;
    private final Thread thread;

    Reconciler(Connections connections, Duration interval, SealGauge gauge, Consumer<Collection<Long>> unsealed) {
        this.connections = connections;
        this.interval = interval;
        this.gauge = gauge;
        this.unsealed = unsealed;
        thread = Thread.ofPlatform().daemon().name("reconciler").unstarted(this::work);
    }

    void begin() {
        thread.start();
    }

    private void work() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                reconcile();
                Thread.sleep(interval);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void reconcile() {
        try (Connection connection = connections.open()) {
            Reconciliation.Found found = Reconciliation.run(connection);
            gauge.holes(found.holes().size());
            if (!found.unsealed().isEmpty()) {
                LOG.error(
                        "{} committed rows stand outside of the log and are sealed late, the first with number {}",
                        found.unsealed().size(),
                        found.unsealed().getFirst());
                unsealed.accept(found.unsealed());
            }
            found.holes().forEach(entity -> LOG.error("the journal of {} has a hole in its sequence numbers", entity));
        } catch (SQLException e) {
            LOG.warn("journal and log could not be compared, it is tried again in {}: {}", interval, e.getMessage());
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
