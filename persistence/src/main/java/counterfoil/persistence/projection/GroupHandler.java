package counterfoil.persistence.projection;

import counterfoil.persistence.projection.Envelope.Entry;
import counterfoil.persistence.projection.Envelope.Lost;
import counterfoil.persistence.projection.Envelope.PageEnd;
import counterfoil.persistence.projection.Parking.Parked;
import counterfoil.persistence.query.SealedEvent;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.pekko.projection.jdbc.javadsl.JdbcHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes a group of events and the position reached in one transaction, so that each event is in the table exactly once
 * whatever is killed in between.
 *
 * <p>The row of the build is locked first. A second runner, left over from a node that is thought dead, thus waits, then
 * sees the position and passes over what is done; and a page that does not join what is done is refused.
 */
final class GroupHandler extends JdbcHandler<List<Envelope>, PoolSession> {
    private static final Logger LOG = LoggerFactory.getLogger(GroupHandler.class);

    private final BuildId id;
    private final Taking taking;
    private final Parking parking;
    private final InstantSource clock;

    GroupHandler(BuildId id, ReadTable table, ReadTableSettings settings, InstantSource clock) {
        this.id = id;
        this.taking = new Taking(table, id.slot());
        this.parking = new Parking(id, settings.mostParked());
        this.clock = clock;
    }

    /** The build is not kept any more: another node has replaced it. */
    static final class Retired extends RuntimeException {
        Retired(BuildId id) {
            super("build " + id.build() + " of " + id.table() + " is not kept any more");
        }
    }

    /** A page does not join what the table has. */
    static final class Gap extends RuntimeException {
        Gap(BuildId id, long reached, long pageFirst) {
            super(id.table() + " has positions up to " + reached + " and was given a page from " + pageFirst);
        }
    }

    @Override
    public void process(PoolSession session, List<Envelope> group) throws Exception {
        session.withConnection(connection -> {
            write(connection, group);
            return null;
        });
    }

    private void write(Connection connection, List<Envelope> group) throws SQLException {
        if (group.getFirst() instanceof Lost lost) {
            throw lost.cause();
        }
        Builds.Reached reached = Builds.lock(connection, id);
        long position = reached.position();
        List<SealedEvent> events = new ArrayList<>(group.size());
        for (Envelope envelope : group) {
            if (envelope.pageFirst() > position + 1) {
                throw new Gap(id, position, envelope.pageFirst());
            }
            if (envelope.position() > position) {
                position = envelope.position();
                switch (envelope) {
                    case Entry entry -> events.add(entry.event());
                    case PageEnd end -> {}
                    case Lost lost -> throw new IllegalStateException("a missing row moves nothing on");
                }
            }
        }
        if (position == reached.position()) {
            return;
        }
        long changed = reached.changed();
        if (!events.isEmpty()) {
            changed = events.getLast().position();
            take(connection, events);
        }
        Builds.advance(connection, id, position, changed);
    }

    private void take(Connection connection, List<SealedEvent> events) throws SQLException {
        Set<String> entities = new LinkedHashSet<>();
        events.forEach(event -> entities.add(event.persistenceId()));
        List<Parked> refused = taking.take(connection, events, parking.among(connection, entities));
        if (!refused.isEmpty()) {
            parking.park(connection, refused, clock.instant());
            refused.stream().filter(Parked::isFirst).forEach(this::alert);
        }
    }

    private void alert(Parked parked) {
        LOG.error(
                "{} parks {} from position {} ({}) on: {}",
                id.table(),
                parked.event().persistenceId(),
                parked.event().position(),
                parked.event().manifest(),
                parked.reason());
    }
}
