package counterfoil.persistence.sealer;

import counterfoil.persistence.query.Connections;
import counterfoil.persistence.query.SealStatus;
import counterfoil.persistence.query.SealStatus.State;
import counterfoil.persistence.sealer.SealingRound.Done;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The loop that seals. It has a thread and a connection of its own, so that neither a full pool nor a busy actor system
 * holds it up.
 *
 * <p>Every entity node runs one; the row lock on the log's state decides who works in each round. To keep one node at it,
 * the others only look now and then, and take over when rows have waited for a whole look. A node that was paused in the
 * midst of a round loses its transaction after three seconds.
 */
public final class Sealer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Sealer.class);
    private static final Duration AFTER_FAILURE = Duration.ofMillis(500);
    private static final Duration WHEN_REFUSED = Duration.ofSeconds(5);

    private final SealSettings settings;
    private final Connections connections;
    private final GapRule rule;
    private final HeadKeeper heads;
    private final ForkCheck forkCheck;
    private final InstantSource clock;
    private final LongConsumer lagMillis;
    private final SealGauge gauge = new SealGauge();
    private final ConcurrentLinkedQueue<Collection<Long>> late = new ConcurrentLinkedQueue<>();
    private final Reconciler reconciler;
    private final Thread thread;

    private @Nullable Memory memory;
    private @Nullable LogState lastLook;
    private boolean isWorking;
    /** The last round sealed something, so the next one will too: no need to look first. */
    private boolean hasTraffic;

    private volatile boolean closed;

    Sealer(
            SealSettings settings,
            Connections connections,
            GapRule rule,
            HeadKeeper heads,
            ForkCheck forkCheck,
            InstantSource clock,
            LongConsumer lagMillis) {
        this.settings = settings;
        this.connections = connections;
        this.rule = rule;
        this.heads = heads;
        this.forkCheck = forkCheck;
        this.clock = clock;
        this.lagMillis = lagMillis;
        reconciler = new Reconciler(connections, settings.reconcileInterval(), gauge, late::add);
        thread = Thread.ofPlatform().daemon().name("sealer").unstarted(this::work);
    }

    /**
     * Starts sealing.
     *
     * @param connections opens connections of the application role that are not those of the pool
     * @param heads signs heads and keeps them outside the database
     * @param lagMillis told of each sealed row how many milliseconds after its write timestamp it was sealed
     */
    public static Sealer start(
            SealSettings settings,
            Connections connections,
            HeadKeeper heads,
            InstantSource clock,
            LongConsumer lagMillis) {
        Sealer sealer =
                new Sealer(settings, connections, new LockHolders(), heads, new ForkCheck(heads), clock, lagMillis);
        sealer.begin();
        return sealer;
    }

    void begin() {
        thread.start();
        reconciler.begin();
    }

    /** How it is now. */
    public SealStatus status() {
        return gauge.status();
    }

    /** Stops after the round under way. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        reconciler.close();
        try {
            thread.join(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        heads.close();
    }

    private void work() {
        while (!closed) {
            try (Connection connection = connections.open()) {
                SealTables.prepare(connection);
                workWith(connection);
            } catch (SQLException | RuntimeException e) {
                forget();
                gauge.stopped(State.WAITING, oneLine(e), clock.instant());
                if (!closed) {
                    LOG.warn("sealing stopped, it goes on by itself: {}", e.getMessage());
                    LOG.debug("sealing stopped", e);
                }
                rest(AFTER_FAILURE);
            }
        }
    }

    private static String oneLine(Exception failure) {
        return String.valueOf(failure.getMessage()).lines().findFirst().orElse("no answer");
    }

    private void forget() {
        memory = null;
        lastLook = null;
        isWorking = false;
        hasTraffic = false;
    }

    private void workWith(Connection connection) throws SQLException {
        SealTables tables = new SealTables(connection);
        SealingRound round = new SealingRound(connection, rule);
        tables.openFirstLog(settings.origin());
        connection.commit();
        while (!closed) {
            Optional<String> fork = forkCheck.reasonToRefuse(connection);
            if (fork.isPresent()) {
                gauge.stopped(State.REFUSED, fork.get(), clock.instant());
                rest(WHEN_REFUSED);
            } else {
                sealFor(connection, tables, round);
            }
        }
    }

    /** Until closed, a failure, or a log of another number. */
    private void sealFor(Connection connection, SealTables tables, SealingRound round) throws SQLException {
        Integer log = null;
        while (!closed) {
            if (isWorking && hasTraffic) {
                boolean mayGoOn = take(round, false);
                heads.tend(connection, isWorking ? memory : null, gauge);
                restUnless(mayGoOn);
                continue;
            }
            LogState state = tables.read().orElseThrow(() -> new SQLException("no log is open"));
            if (log != null && log != state.logId()) {
                forget();
                return;
            }
            log = state.logId();
            boolean rowsWait = tables.hasRowsAbove(state.highWater());
            connection.commit();
            gauge.looked(isWorking, state, rowsWait, clock.instant());
            boolean mayGoOn = isWorking ? workOn(state, rowsWait, round) : standBy(state, rowsWait, round);
            heads.tend(connection, isWorking ? memory : null, gauge);
            restUnless(mayGoOn);
        }
    }

    private void restUnless(boolean mayGoOn) {
        if (!mayGoOn) {
            rest(isWorking ? settings.pollInterval() : settings.standbyInterval());
        }
    }

    private boolean workOn(LogState state, boolean rowsWait, SealingRound round) throws SQLException {
        boolean hasGaps = memory == null || !memory.gaps().isEmpty();
        boolean somebodyElseDid = memory != null && !memory.state().isSamePlaceAs(state);
        if (!rowsWait && !hasGaps && late.isEmpty() && !somebodyElseDid) {
            return false;
        }
        return take(round, false);
    }

    /** Takes over only if rows have waited since the last look while nobody sealed anything. */
    private boolean standBy(LogState state, boolean rowsWait, SealingRound round) throws SQLException {
        boolean nobodySealed = lastLook != null && lastLook.isSamePlaceAs(state);
        boolean hasWork = rowsWait || state.lowWater() < state.highWater() || !late.isEmpty();
        lastLook = state;
        return nobodySealed && hasWork && take(round, true);
    }

    private boolean take(SealingRound round, boolean isTakingOver) throws SQLException {
        Collection<Long> found = late.peek();
        Optional<Done> done =
                found == null ? round.run(memory, isTakingOver) : round.runLate(memory, isTakingOver, found);
        isWorking = done.isPresent();
        if (done.isEmpty()) {
            hasTraffic = false;
            return false;
        }
        hasTraffic = done.get().sealed().length > 0;
        if (found != null) {
            late.poll();
            gauge.late(done.get().sealed().length);
        }
        memory = done.get().memory();
        long now = clock.millis();
        for (long timestamp : done.get().sealed()) {
            lagMillis.accept(Math.max(0, now - timestamp));
        }
        gauge.sealed(memory);
        return done.get().mayGoOn() || found != null;
    }

    /** Until the time is over or the sealer is closed; never by an interrupt, which would cut off a head being written. */
    private synchronized void rest(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        try {
            for (long left = time.toMillis(); left > 0 && !closed; left = (end - System.nanoTime()) / 1_000_000) {
                wait(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            closed = true;
        }
    }
}
