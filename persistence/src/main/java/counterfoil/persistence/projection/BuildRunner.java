package counterfoil.persistence.projection;

import counterfoil.persistence.query.Connections;
import counterfoil.persistence.query.SealedEvents;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.projection.HandlerRecoveryStrategy;
import org.apache.pekko.projection.Projection;
import org.apache.pekko.projection.ProjectionId;
import org.apache.pekko.projection.StatusObserver;
import org.apache.pekko.projection.jdbc.javadsl.JdbcProjection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the projection that fills a build of a table from the log. */
final class BuildRunner {
    private static final Logger LOG = LoggerFactory.getLogger(BuildRunner.class);
    private static final double SPREAD = 0.2;
    private static final int MAX_REASON = 500;

    private final ActorSystem<?> system;
    private final ReadTable table;
    private final Connections connections;
    private final ReadTableSettings settings;
    private final InstantSource clock;
    private final Executor blocking;

    BuildRunner(
            ActorSystem<?> system,
            ReadTable table,
            Connections connections,
            ReadTableSettings settings,
            InstantSource clock,
            Executor blocking) {
        this.system = system;
        this.table = table;
        this.connections = connections;
        this.settings = settings;
        this.clock = clock;
        this.blocking = blocking;
    }

    /** A group and its position are one transaction; after a failure it begins again from the position stored. */
    Projection<Envelope> projection(BuildId id) {
        SealedSource source =
                new SealedSource(new SealedEvents(connections), id.logId(), table::wants, settings, system, blocking);
        return JdbcProjection.groupedWithin(
                        id.projection(),
                        source,
                        () -> PoolSession.open(connections),
                        () -> new GroupHandler(id, table, settings, clock),
                        system)
                .withGroup(settings.groupSize(), settings.groupWindow())
                .withRestartBackoff(settings.firstBackoff(), settings.longestBackoff(), SPREAD)
                .withRecoveryStrategy(HandlerRecoveryStrategy.fail())
                .withStatusObserver(new Observer(id));
    }

    /** Notes why a build does not go on where every node can read it; the next group that is written takes it back. */
    private final class Observer extends StatusObserver<Envelope> {
        private final BuildId id;

        Observer(BuildId id) {
            this.id = id;
        }

        @Override
        public void failed(ProjectionId projection, Throwable failure) {
            Throwable cause = failure;
            while (cause.getCause() != null) {
                cause = cause.getCause();
            }
            String message =
                    String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
            String reason = message.length() <= MAX_REASON ? message : message.substring(0, MAX_REASON);
            LOG.error("{} does not go on: {}", id.projectionName(), reason);
            blocking.execute(() -> note(reason));
        }

        private void note(String reason) {
            try (Connection connection = connections.open()) {
                Builds.failure(connection, id, reason);
            } catch (SQLException away) {
                LOG.warn("the failure of {} could not be noted: {}", id.projectionName(), away.getMessage());
            }
        }

        @Override
        public void started(ProjectionId projection) {}

        @Override
        public void stopped(ProjectionId projection) {}

        @Override
        public void beforeProcess(ProjectionId projection, Envelope envelope) {}

        @Override
        public void afterProcess(ProjectionId projection, Envelope envelope) {}

        @Override
        public void offsetProgress(ProjectionId projection, Envelope envelope) {}

        @Override
        public void error(
                ProjectionId projection, Envelope envelope, Throwable failure, HandlerRecoveryStrategy strategy) {}
    }
}
