package counterfoil.node.member;

import counterfoil.node.StartProblem;
import counterfoil.node.ThisRelease;
import counterfoil.node.config.NodeConfig;
import counterfoil.node.config.NodeKeys;
import counterfoil.persistence.journal.EventTypes;
import counterfoil.persistence.journal.Manifests;
import counterfoil.persistence.member.Offer;
import counterfoil.persistence.query.Connections;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.Optional;

/** What a node checks before its actor system starts, and so before anybody could hear of it. */
public final class Arrival {
    private static final int CLOCK_READINGS = 3;
    private static final int LONGEST_SEARCH_MILLIS = 120_000;

    private Arrival() {}

    /**
     * Compares clocks and looks whether this release can read the journal; then notes what it will write.
     *
     * @param connections gives connections of the application role, whose answers have a time limit
     * @throws StartProblem with the reason why this node must not join
     */
    public static Attendance prepare(NodeConfig config, NodeKeys keys, Connections connections, InstantSource clock) {
        EventTypes types = EventTypes.all();
        String release = ThisRelease.read().version();
        Offer offer = new Offer(
                release,
                Machine.here(),
                ProcessHandle.current().pid(),
                Traits.of(config, keys),
                types.manifests(),
                types.written());
        JoinSettings settings = config.cluster().join();
        try (Connection connection = connections.open()) {
            refuseIf(JoinChecks.ofClock(compareClocks(connection, clock), settings.maxClockDifference()));
            // A name that is unknown here is looked for in all rows: about a second per million.
            connection.setNetworkTimeout(Runnable::run, LONGEST_SEARCH_MILLIS);
            refuseIf(JoinChecks.ofJournal(offer, Manifests.unknown(connection, offer.reads())));
            Manifests.note(connection, offer.writes(), release);
        } catch (SQLException e) {
            throw new StartProblem("the database did not tell who is in the cluster: " + e.getMessage(), e);
        }
        return Attendance.start(connections, settings, offer, clock);
    }

    private static void refuseIf(Optional<String> reason) {
        reason.ifPresent(line -> {
            throw new StartProblem(line);
        });
    }

    /** The best of a few readings: a slow answer says less. */
    static ClockReading compareClocks(Connection connection, InstantSource clock) throws SQLException {
        ClockReading best = compareOnce(connection, clock);
        for (int i = 1; i < CLOCK_READINGS; i++) {
            best = best.orBetter(compareOnce(connection, clock));
        }
        return best;
    }

    private static ClockReading compareOnce(Connection connection, InstantSource clock) throws SQLException {
        Instant asked = clock.instant();
        long start = System.nanoTime();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT clock_timestamp()")) {
            row.next();
            Duration roundTrip = Duration.ofNanos(System.nanoTime() - start);
            return ClockReading.of(asked, row.getObject(1, OffsetDateTime.class).toInstant(), roundTrip);
        }
    }
}
