package counterfoil.persistence.member;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes the table of nodes, on a connection in autocommit mode.
 *
 * <p>Why there are never two clusters that go on: a cluster is formed by taking the next epoch, under a lock that one
 * transaction has at a time, and only if no member's row is left but those that the caller saw dead and that did not
 * change since; these are removed with it. A member goes on only while its row stands: one that was held for dead, or that
 * its cluster parted with, finds its row gone when it next says that it is there. And of two halves that part with each
 * other, the one that comes first to the lock removes the other's rows, and the second finds that its own are gone.
 */
public final class MeetingPoint {
    /** Of the advisory lock under which clusters are formed and nodes removed; "cfmember" in ASCII. */
    private static final long LOCK = 0x63666d656d626572L;

    private static final String LOOK = """
            SELECT n.*, clock_timestamp() AS now, coalesce(f.newest, 0) AS newest
              FROM (SELECT max(epoch) AS newest FROM cluster_formation) f LEFT JOIN cluster_node n ON true
             ORDER BY n.address
            """;
    private static final String ARRIVE = """
            INSERT INTO cluster_node (address, incarnation, machine, process, release, traits, reads, writes)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (address) DO UPDATE SET incarnation = EXCLUDED.incarnation, epoch = NULL,
              machine = EXCLUDED.machine, process = EXCLUDED.process, release = EXCLUDED.release,
              traits = EXCLUDED.traits, reads = EXCLUDED.reads, writes = EXCLUDED.writes,
              started_at = EXCLUDED.started_at, seen_at = EXCLUDED.seen_at
            WHERE cluster_node.incarnation = ? AND cluster_node.seen_at = ?
            """;
    private static final String PULSE = """
            UPDATE cluster_node SET seen_at = clock_timestamp() WHERE address = ? AND incarnation = ?
            RETURNING epoch, seen_at
            """;
    private static final String FORGET = "DELETE FROM cluster_node WHERE address = ? AND incarnation = ?";
    private static final String FORM = """
            INSERT INTO cluster_formation (epoch, formed_by, incarnation)
            SELECT coalesce(max(epoch), 0) + 1, ?, ? FROM cluster_formation RETURNING epoch
            """;

    private MeetingPoint() {}

    /** Reads everybody's row, with times by the database's clock. */
    public static Attendees look(Connection connection) throws SQLException {
        List<Attendee> all = new ArrayList<>();
        long epoch = 0;
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(LOOK)) {
            while (row.next()) {
                epoch = row.getLong("newest");
                if (row.getString("address") != null) {
                    all.add(attendee(row));
                }
            }
        }
        return new Attendees(epoch, all);
    }

    private static Attendee attendee(ResultSet row) throws SQLException {
        long epoch = row.getLong("epoch");
        boolean isJoining = row.wasNull();
        Instant seenAt = instant(row, "seen_at");
        return new Attendee(
                new Peer(row.getString("address"), row.getLong("incarnation")),
                isJoining ? OptionalLong.empty() : OptionalLong.of(epoch),
                new Offer(
                        row.getString("release"),
                        row.getString("machine"),
                        row.getLong("process"),
                        traits(row.getArray("traits")),
                        Set.of((String[]) row.getArray("reads").getArray()),
                        Set.of((String[]) row.getArray("writes").getArray())),
                seenAt,
                Duration.between(seenAt, instant(row, "now")));
    }

    private static Map<String, String> traits(Array array) throws SQLException {
        Map<String, String> traits = new LinkedHashMap<>();
        for (String trait : (String[]) array.getArray()) {
            int equals = trait.indexOf('=');
            traits.put(trait.substring(0, equals), trait.substring(equals + 1));
        }
        return traits;
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    /**
     * Writes the row of a node that starts.
     *
     * @param predecessor the row of an earlier process at this address, which must not have changed since; null for none
     * @return false if another process has written the address meanwhile
     */
    public static boolean arrive(Connection connection, Peer self, Offer offer, @Nullable Attendee predecessor)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(ARRIVE)) {
            bind(statement, 1, self);
            statement.setString(3, offer.machine());
            statement.setLong(4, offer.process());
            statement.setString(5, offer.release());
            statement.setArray(
                    6,
                    array(
                            connection,
                            offer.traits().entrySet().stream()
                                    .map(trait -> trait.getKey() + "=" + trait.getValue())
                                    .toList()));
            statement.setArray(7, array(connection, offer.reads()));
            statement.setArray(8, array(connection, offer.writes()));
            statement.setLong(
                    9,
                    predecessor == null
                            ? self.incarnation()
                            : predecessor.peer().incarnation());
            statement.setObject(10, time(predecessor == null ? Instant.EPOCH : predecessor.seenAt()));
            return statement.executeUpdate() == 1;
        }
    }

    /** Says that a node is there, and learns where it stands. */
    public static Standing pulse(Connection connection, Peer self) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(PULSE)) {
            bind(statement, 1, self);
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    return new Standing.Removed();
                }
                long epoch = row.getLong(1);
                boolean isJoining = row.wasNull();
                Instant now = instant(row, "seen_at");
                return isJoining ? new Standing.Joining(now) : new Standing.Member(epoch, now);
            }
        }
    }

    /**
     * Takes the next epoch for a node, if nobody else can be a member of a cluster.
     *
     * @param dead rows of members that the caller knows to be dead; one that changed since they were read is alive
     * @return the epoch, or empty if a member is left, if another node is here at this moment, or if the node has no row
     */
    public static OptionalLong form(Connection connection, Peer self, Collection<Attendee> dead) throws SQLException {
        return locked(connection, () -> {
            for (Attendee attendee : dead) {
                forgetUnchanged(connection, attendee);
            }
            if (isAnyMemberBut(connection, self)) {
                return OptionalLong.empty();
            }
            long epoch = nextEpoch(connection, self);
            return enter(connection, self, epoch) ? OptionalLong.of(epoch) : OptionalLong.empty();
        });
    }

    /**
     * Makes a node a member of a cluster, if it is the newest.
     *
     * @return the epoch; empty if there is a newer one, if the lock is taken at this moment, or if the node has no row
     */
    public static OptionalLong adopt(Connection connection, Peer self, long epoch) throws SQLException {
        return locked(connection, () -> {
            boolean isIn = look(connection).epoch() == epoch && enter(connection, self, epoch);
            return isIn ? OptionalLong.of(epoch) : OptionalLong.empty();
        });
    }

    /**
     * Removes the rows of nodes that the caller's cluster has parted with.
     *
     * @return the caller's epoch; empty if the lock is taken at this moment, or if the caller has been removed itself: then
     *     nothing was done
     */
    public static OptionalLong remove(Connection connection, Peer self, Collection<Peer> parted) throws SQLException {
        return locked(connection, () -> {
            if (!(pulse(connection, self) instanceof Standing.Member member)) {
                return OptionalLong.empty();
            }
            for (Peer peer : parted) {
                forget(connection, peer);
            }
            return OptionalLong.of(member.epoch());
        });
    }

    /** Removes the row of one process, if it still stands. */
    public static void forget(Connection connection, Peer peer) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(FORGET)) {
            bind(statement, 1, peer);
            statement.executeUpdate();
        }
    }

    private static void forgetUnchanged(Connection connection, Attendee attendee) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(FORGET + " AND seen_at = ?")) {
            bind(statement, 1, attendee.peer());
            statement.setObject(3, time(attendee.seenAt()));
            statement.executeUpdate();
        }
    }

    private static boolean isAnyMemberBut(Connection connection, Peer self) throws SQLException {
        return look(connection).all().stream()
                .anyMatch(attendee -> attendee.isMember() && !attendee.peer().equals(self));
    }

    private static long nextEpoch(Connection connection, Peer self) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(FORM)) {
            bind(statement, 1, self);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    private static boolean enter(Connection connection, Peer self, long epoch) throws SQLException {
        String sql = "UPDATE cluster_node SET epoch = ?, seen_at = clock_timestamp()"
                + " WHERE address = ? AND incarnation = ?";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, epoch);
            bind(statement, 2, self);
            return statement.executeUpdate() == 1;
        }
    }

    private interface Work {
        OptionalLong run() throws SQLException;
    }

    /** In one transaction under the lock; what comes out empty leaves no trace. */
    private static OptionalLong locked(Connection connection, Work work) throws SQLException {
        connection.setAutoCommit(false);
        OptionalLong result = OptionalLong.empty();
        try {
            if (isLockTaken(connection)) {
                result = work.run();
            }
            return result;
        } finally {
            if (result.isPresent()) {
                connection.commit();
            } else {
                connection.rollback();
            }
            connection.setAutoCommit(true);
        }
    }

    private static boolean isLockTaken(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT pg_try_advisory_xact_lock(?)")) {
            statement.setLong(1, LOCK);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    private static void bind(PreparedStatement statement, int first, Peer peer) throws SQLException {
        statement.setString(first, peer.address());
        statement.setLong(first + 1, peer.incarnation());
    }

    private static Array array(Connection connection, Collection<String> texts) throws SQLException {
        return connection.createArrayOf("text", texts.toArray());
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
