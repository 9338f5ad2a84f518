package counterfoil.node.member;

import counterfoil.node.database.KeptConnection;
import counterfoil.persistence.member.Attendee;
import counterfoil.persistence.member.Attendees;
import counterfoil.persistence.member.MeetingPoint;
import counterfoil.persistence.member.Offer;
import counterfoil.persistence.member.Peer;
import counterfoil.persistence.member.Standing;
import counterfoil.persistence.query.Connections;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps this node's row at the meeting point for as long as the node lives, and learns there when its cluster has parted
 * with it. It has a thread and a connection of its own, so that neither a full pool nor a busy actor system makes a node
 * look dead; it starts before the actor system and ends after it.
 */
public final class Attendance implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Attendance.class);
    private static final long CLOSING_SECONDS = 3;

    private final KeptConnection connection;
    private final JoinSettings settings;
    private final Offer offer;
    private final InstantSource clock;
    private final ScheduledExecutorService thread;
    private final CompletableFuture<Parting> parting = new CompletableFuture<>();

    /** Nodes that the cluster has parted with and whose rows may still stand. Only on the thread. */
    private final Set<Peer> parted = new LinkedHashSet<>();

    private @Nullable Peer self;
    private @Nullable Future<?> renewing;
    private volatile Presence presence = Presence.NONE;

    /**
     * Where this node stands, as far as the database has told.
     *
     * @param epoch number of its cluster; empty while it joins
     * @param confirmedAt when the question was put by which the database last confirmed it, by this machine's clock
     * @param clock how the clocks compare
     */
    public record Presence(OptionalLong epoch, Instant confirmedAt, ClockReading clock) {
        static final Presence NONE = new Presence(OptionalLong.empty(), Instant.EPOCH, ClockReading.NONE);
    }

    private Attendance(Connections connections, JoinSettings settings, Offer offer, InstantSource clock) {
        this.connection = new KeptConnection(connections);
        this.settings = settings;
        this.offer = offer;
        this.clock = clock;
        this.thread = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("attendance").factory());
    }

    /**
     * Starts; nothing is written before {@link #arrive}.
     *
     * @param connections gives a connection whose answers have a time limit
     * @param offer what the node brings
     */
    public static Attendance start(Connections connections, JoinSettings settings, Offer offer, InstantSource clock) {
        return new Attendance(connections, settings, offer, clock);
    }

    /** What this node brings. */
    public Offer offer() {
        return offer;
    }

    /** How it meets others. */
    public JoinSettings settings() {
        return settings;
    }

    /** Where it stands. */
    public Presence presence() {
        return presence;
    }

    /** Whether the clock was within the limit when it was last compared. */
    public boolean isClockRight() {
        return !presence.clock().differsByMoreThan(settings.maxClockDifference());
    }

    /** Completed when the meeting point says that this node must not go on. */
    public CompletionStage<Parting> parting() {
        return parting;
    }

    private interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    private <T> CompletionStage<T> ask(Work<T> work) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        thread.execute(() -> {
            try {
                answer.complete(work.on(connection.get()));
            } catch (SQLException e) {
                connection.drop();
                answer.completeExceptionally(e);
            }
        });
        return answer;
    }

    /** Reads who is there. */
    CompletionStage<Attendees> look() {
        return ask(MeetingPoint::look);
    }

    /**
     * Writes the node's row, and renews it from then on.
     *
     * @param predecessor an earlier process at the same address, known to be dead; null for none
     * @return false if another process has written the address meanwhile
     */
    CompletionStage<Boolean> arrive(Peer peer, @Nullable Attendee predecessor) {
        return ask(open -> {
            boolean isIn = MeetingPoint.arrive(open, peer, offer, predecessor);
            if (isIn) {
                self = peer;
                long millis = settings.seenInterval().toMillis();
                renewing = thread.scheduleWithFixedDelay(this::pulse, 0, millis, TimeUnit.MILLISECONDS);
            }
            return isIn;
        });
    }

    /** Takes the next epoch; see {@link MeetingPoint#form}. */
    CompletionStage<OptionalLong> form(Peer peer, Collection<Attendee> dead) {
        return ask(open -> MeetingPoint.form(open, peer, dead));
    }

    /** Becomes a member of a cluster that exists; see {@link MeetingPoint#adopt}. */
    CompletionStage<OptionalLong> adopt(Peer peer, long epoch) {
        return ask(open -> MeetingPoint.adopt(open, peer, epoch));
    }

    /** The cluster has parted with a node: its row goes, now or as soon as the database answers. */
    void part(Peer peer) {
        thread.execute(() -> {
            parted.add(peer);
            pulse();
        });
    }

    private void pulse() {
        Peer peer = self;
        if (peer == null || parting.isDone()) {
            return;
        }
        try {
            Connection open = connection.get();
            if (!parted.isEmpty() && MeetingPoint.remove(open, peer, parted).isPresent()) {
                parted.clear();
            }
            Instant asked = clock.instant();
            long start = System.nanoTime();
            Standing standing = MeetingPoint.pulse(open, peer);
            hear(standing, asked, Duration.ofNanos(System.nanoTime() - start));
        } catch (SQLException e) {
            connection.drop();
            LOG.debug("the meeting point does not answer", e);
        } catch (RuntimeException e) {
            // The top of the thread: without the next renewal the node would be taken for dead.
            connection.drop();
            LOG.error("the row of this node could not be renewed", e);
        }
    }

    private void hear(Standing standing, Instant asked, Duration roundTrip) {
        switch (standing) {
            case Standing.Joining joining ->
                confirm(asked, OptionalLong.empty(), ClockReading.of(asked, joining.databaseTime(), roundTrip));
            case Standing.Member member ->
                confirm(
                        asked,
                        OptionalLong.of(member.epoch()),
                        ClockReading.of(asked, member.databaseTime(), roundTrip));
            case Standing.Removed removed -> parting.complete(new Parting.Removed());
        }
    }

    private void confirm(Instant asked, OptionalLong epoch, ClockReading reading) {
        boolean wasRight = isClockRight();
        presence = new Presence(epoch, asked, reading);
        if (wasRight) {
            JoinChecks.ofClock(reading, settings.maxClockDifference()).ifPresent(LOG::warn);
        }
    }

    /** Removes the row, so that nobody waits for this node, and ends. */
    @Override
    public void close() {
        thread.execute(() -> {
            Peer peer = self;
            try {
                if (peer != null && renewing != null) {
                    renewing.cancel(false);
                    MeetingPoint.forget(connection.get(), peer);
                }
            } catch (SQLException e) {
                LOG.debug("the row of this node stays", e);
            } finally {
                connection.drop();
            }
        });
        thread.shutdown();
        try {
            if (!thread.awaitTermination(CLOSING_SECONDS, TimeUnit.SECONDS)) {
                thread.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
