package counterfoil.persistence.sealer;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes signed heads and has them kept outside the database: by the node that seals, at most one per interval and only of
 * what is committed; every node then hands the newest to its own sinks.
 */
public final class HeadKeeper implements AutoCloseable {
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(5);

    private static final String NEWEST = """
            SELECT log_id, origin, size, root, note, made_at FROM seal_head JOIN seal_log USING (log_id)
             WHERE log_id = (SELECT max(log_id) FROM seal_log) ORDER BY size DESC LIMIT 1
            """;

    private final HeadSigner signer;
    private final HeadFolder folder;
    private final List<HeadOutbox> outboxes;
    private final Duration interval;
    private final InstantSource clock;

    private @Nullable PublishedHead newest;
    private Instant lastLook = Instant.MIN;

    /**
     * Heads signed by this signer.
     *
     * @param interval shortest time between two heads
     * @param folder where they are kept on this node, and read from at start
     * @param others further places; one that is slow or away misses heads that are not the newest
     */
    public HeadKeeper(
            HeadSigner signer, Duration interval, HeadFolder folder, List<HeadSink> others, InstantSource clock) {
        this.signer = signer;
        this.interval = interval;
        this.folder = folder;
        this.outboxes = others.stream()
                .map(sink -> HeadOutbox.start(sink, AFTER_FAILURE))
                .toList();
        this.clock = clock;
    }

    /** The newest head that this node keeps outside the database. */
    Optional<PublishedHead> published() {
        return folder.newest();
    }

    /**
     * Does what is due.
     *
     * @param sealed what the last committed round of this node left; null when another node seals
     */
    void tend(Connection connection, @Nullable Memory sealed, SealGauge gauge) throws SQLException {
        Instant now = clock.instant();
        if (now.isBefore(lastLook.plus(interval)) && !lastLook.equals(Instant.MIN)) {
            return;
        }
        lastLook = now;
        PublishedHead found = newest(connection);
        if (sealed != null && (found == null || isBehind(found, sealed.state()))) {
            found = sign(connection, sealed.state(), now);
        }
        if (found != null && !isSame(found, newest)) {
            newest = found;
            folder.offer(found, gauge);
            gauge.head(found.size(), found.madeAt());
            for (HeadOutbox outbox : outboxes) {
                outbox.offer(found);
            }
        }
    }

    private static boolean isBehind(PublishedHead head, LogState state) {
        return state.size() > 0 && (head.logId() != state.logId() || head.size() < state.size());
    }

    private static boolean isSame(PublishedHead one, @Nullable PublishedHead other) {
        return other != null && one.logId() == other.logId() && one.size() == other.size();
    }

    private static @Nullable PublishedHead newest(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(NEWEST);
                ResultSet row = statement.executeQuery()) {
            PublishedHead head = row.next()
                    ? new PublishedHead(
                            row.getInt(1),
                            row.getString(2),
                            row.getLong(3),
                            row.getBytes(4),
                            row.getString(5),
                            row.getTimestamp(6).toInstant())
                    : null;
            connection.commit();
            return head;
        }
    }

    private @Nullable PublishedHead sign(Connection connection, LogState state, Instant now) throws SQLException {
        if (state.size() == 0) {
            return null;
        }
        String note = signer.sign(state.origin(), state.size(), state.root(), now);
        String sql = "INSERT INTO seal_head (log_id, size, root, note, made_at) VALUES (?, ?, ?, ?, ?)"
                + " ON CONFLICT DO NOTHING";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setInt(1, state.logId());
            statement.setLong(2, state.size());
            statement.setBytes(3, state.root());
            statement.setString(4, note);
            statement.setTimestamp(5, Timestamp.from(now));
            statement.executeUpdate();
        }
        connection.commit();
        return new PublishedHead(state.logId(), state.origin(), state.size(), state.root(), note, now);
    }

    /** Ends the threads of the sinks. */
    @Override
    public void close() {
        outboxes.forEach(HeadOutbox::close);
    }
}
