package counterfoil.persistence.projection;

import counterfoil.persistence.projection.Builds.Build;
import counterfoil.persistence.projection.Builds.Wanted;
import counterfoil.persistence.query.Connections;
import counterfoil.persistence.query.SealedEvents;
import counterfoil.persistence.query.SealedLog;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks after the builds of one table: begins the first one; begins another beside it when an operator asks, when a new
 * log was opened or when the release writes the table differently; lets readers switch to it when it has caught up; and
 * empties the old one when nobody can be reading it any more. Blocks.
 */
final class Upkeep {
    private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);
    private static final String BUILDING = "building";
    private static final String ACTIVE = "active";
    private static final String RETIRED = "retired";

    private final ReadTable table;
    private final Connections connections;
    private final ReadTableSettings settings;
    private final InstantSource clock;

    Upkeep(ReadTable table, Connections connections, ReadTableSettings settings, InstantSource clock) {
        this.table = table;
        this.connections = connections;
        this.settings = settings;
        this.clock = clock;
    }

    /** Does what is due and returns the builds that are to run now. */
    List<BuildId> look() throws SQLException {
        Optional<SealedLog> log = new SealedEvents(connections).log();
        Wanted wanted;
        List<Build> builds;
        try (Connection connection = connections.open()) {
            connection.setAutoCommit(false);
            wanted = Builds.lockTable(connection, table.name());
            if (log.isPresent()) {
                decide(connection, wanted, log.get());
            }
            builds = Builds.of(connection, table.name());
            if (isRetryDue(wanted)) {
                // Taken before it is tried, so that a wish that comes meanwhile is not lost.
                Builds.fulfil(connection, table.name(), "retry");
            }
            connection.commit();
        }
        emptyRetired(builds);
        if (isRetryDue(wanted)) {
            retry(builds);
        }
        return running(builds, wanted, log);
    }

    private List<BuildId> running(List<Build> builds, Wanted wanted, Optional<SealedLog> log) {
        if (wanted.paused() || log.isEmpty()) {
            return List.of();
        }
        return builds.stream()
                .filter(build -> build.is(ACTIVE) || build.is(BUILDING))
                .map(Build::id)
                .filter(id -> id.logId() == log.get().logId())
                .toList();
    }

    private void decide(Connection connection, Wanted wanted, SealedLog log) throws SQLException {
        List<Build> builds = Builds.of(connection, table.name());
        Build active = in(builds, ACTIVE);
        Build building = in(builds, BUILDING);
        if (building != null && !fits(building, log)) {
            LOG.info("build {} of {} is given up", building.id().build(), table.name());
            Builds.become(connection, building.id(), RETIRED, clock.instant());
        } else if (building != null) {
            if (active == null || hasCaughtUp(building, active, log)) {
                switchTo(connection, building, active);
            }
        } else if (active == null || !fits(active, log) || wanted.rebuild()) {
            begin(connection, builds, active == null ? ACTIVE : BUILDING, log);
        }
    }

    private boolean fits(Build build, SealedLog log) {
        return build.id().logId() == log.logId() && build.id().shape() == table.shape();
    }

    /** Readers never go back: the new build has all that the old one has, and nearly all that there is. */
    private boolean hasCaughtUp(Build building, Build active, SealedLog log) {
        boolean sameLog = building.id().logId() == active.id().logId();
        return log.size() - 1 - building.position() <= settings.pageSize()
                && (!sameLog || building.position() >= active.position());
    }

    private void switchTo(Connection connection, Build building, @Nullable Build active) throws SQLException {
        if (active != null) {
            Builds.become(connection, active.id(), RETIRED, clock.instant());
        }
        Builds.become(connection, building.id(), ACTIVE, null);
        LOG.info("{} is read from build {} on", table.name(), building.id().build());
    }

    /** Waits for the next look while both slots are taken. */
    private void begin(Connection connection, List<Build> builds, String state, SealedLog log) throws SQLException {
        List<Integer> free = new ArrayList<>(List.of(0, 1));
        int last = 0;
        for (Build build : builds) {
            last = Math.max(last, build.id().build());
            if (!build.is("emptied")) {
                free.remove(Integer.valueOf(build.id().slot()));
            }
        }
        if (!free.isEmpty()) {
            BuildId id = new BuildId(table.name(), last + 1, free.getFirst(), log.logId(), table.shape());
            Builds.begin(connection, id, state, clock.instant());
            Builds.fulfil(connection, table.name(), "rebuild");
            LOG.info("build {} of {} begins on log {}", id.build(), table.name(), log.logId());
        }
    }

    private void emptyRetired(List<Build> builds) throws SQLException {
        Instant latest = clock.instant().minus(settings.emptyAfter());
        for (Build build : builds) {
            if (build.is(RETIRED) && build.endedAt() != null && build.endedAt().isBefore(latest)) {
                try (Connection connection = connections.open()) {
                    connection.setAutoCommit(false);
                    Builds.empty(connection, build.id(), table.partitions());
                    connection.commit();
                }
            }
        }
    }

    private void retry(List<Build> builds) throws SQLException {
        for (Build build : builds) {
            if (build.is(ACTIVE) || build.is(BUILDING)) {
                int taken = new Retrying(connections).retry(build.id(), table, settings);
                LOG.info("{} took {} parked events", table.name(), taken);
            }
        }
    }

    private static boolean isRetryDue(Wanted wanted) {
        return wanted.retry() && !wanted.paused();
    }

    private static @Nullable Build in(List<Build> builds, String state) {
        return builds.stream().filter(build -> build.is(state)).findFirst().orElse(null);
    }
}
