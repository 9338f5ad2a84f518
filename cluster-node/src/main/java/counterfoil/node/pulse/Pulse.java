package counterfoil.node.pulse;

import counterfoil.http.health.NodePulse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The pulse of this process and what it may do by it.
 *
 * <p>A thread beats. Whoever asks compares the age of the last beat with the limit, so a pause is noticed by the first who
 * asks after it, whether or not the thread has run again: the state changes before the beat is renewed. From then on the
 * node is paused until a majority has answered a question, and the database a query, that were put after the pause.
 *
 * <p>Beside it stands the grant of a majority, which ends by itself. Time is {@link System#nanoTime}, which goes on while
 * a process is stopped; where a virtual machine stops it, the wall clock jumps and tells, and where that stands too, the
 * next round of questions does.
 */
public final class Pulse implements NodePulse, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Pulse.class);

    private final PulseSettings settings;
    private final InstantSource clock;
    private final LongSupplier nanoTime;
    private final LongSupplier databaseAnswered;
    private final CompletableFuture<Void> steady = new CompletableFuture<>();

    private volatile long beat;
    private volatile long beatMillis;
    private volatile boolean paused;
    private volatile long wokeAt;
    private volatile long stretch;
    private volatile boolean granted;
    private volatile long grantAsked;
    private volatile Instant since;
    private volatile Condition shown;

    private volatile boolean closed;

    /**
     * A pulse that counts as paused until majority and database have answered for the first time; it does not beat yet.
     *
     * @param nanoTime {@link System#nanoTime}, or a test's
     * @param databaseAnswered reading of nanoTime at which the last query that the database answered was put; any value
     *     from before this call until there is one
     */
    Pulse(PulseSettings settings, InstantSource clock, LongSupplier nanoTime, LongSupplier databaseAnswered) {
        this.settings = settings;
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.databaseAnswered = databaseAnswered;
        beat = nanoTime.getAsLong();
        beatMillis = clock.millis();
        wokeAt = beat;
        paused = true;
        since = clock.instant();
        shown = Condition.PAUSED;
    }

    /** A pulse that beats on a thread of its own until it is closed. */
    public static Pulse start(PulseSettings settings, InstantSource clock, LongSupplier databaseAnswered) {
        Pulse pulse = new Pulse(settings, clock, System::nanoTime, databaseAnswered);
        Thread.ofPlatform().daemon().name("pulse").start(pulse::beatUntilClosed);
        return pulse;
    }

    /** Completes when the node is steady for the first time. */
    public CompletionStage<Void> whenSteady() {
        return steady;
    }

    @Override
    public Condition condition() {
        long now = nanoTime.getAsLong();
        if (isLate(now)) {
            suspend(now);
        }
        if (paused) {
            return Condition.PAUSED;
        }
        return granted && now - grantAsked <= settings.grant().toNanos() ? Condition.STEADY : Condition.NO_MAJORITY;
    }

    /** Whether the node may speak for its entities at this moment. */
    public boolean isSteady() {
        return condition() == Condition.STEADY;
    }

    @Override
    public long stretch() {
        return stretch;
    }

    @Override
    public State state() {
        return new State(condition(), since, stretch);
    }

    /** Whether a majority vouches for this node at this moment. */
    public boolean hasMajority() {
        return granted && nanoTime.getAsLong() - grantAsked <= settings.grant().toNanos();
    }

    /**
     * A majority vouches for this node.
     *
     * @param askedAt reading of nanoTime at which the oldest question was put that is needed for a majority
     */
    void grant(long askedAt) {
        if (!granted || askedAt - grantAsked > 0) {
            grantAsked = askedAt;
            granted = true;
        }
        confirm();
    }

    /** One beat; also looks whether what was asked after a pause has been answered. */
    void beat() {
        long now = nanoTime.getAsLong();
        if (isLate(now)) {
            suspend(now);
        }
        beatMillis = clock.millis();
        beat = now;
        confirm();
        show();
    }

    private boolean isLate(long now) {
        long limit = settings.lateAfter().toNanos();
        return now - beat > limit
                || Duration.ofMillis(clock.millis() - beatMillis).compareTo(settings.lateAfter()) > 0;
    }

    /** Others may see the new beat only together with the pause before it. */
    private synchronized void suspend(long now) {
        if (!isLate(now)) {
            return;
        }
        long stood = Math.max(Duration.ofNanos(now - beat).toMillis(), clock.millis() - beatMillis);
        stretch = stretch + 1;
        wokeAt = now;
        paused = true;
        beatMillis = clock.millis();
        beat = now;
        show();
        LOG.warn("this node stood still for {} ms; it answers again when majority and database have answered", stood);
    }

    private synchronized void confirm() {
        boolean isConfirmed = paused && granted && grantAsked - wokeAt > 0 && databaseAnswered.getAsLong() - wokeAt > 0;
        if (isConfirmed) {
            paused = false;
            LOG.info("majority and database have answered; this node answers");
            show();
            if (condition() == Condition.STEADY) {
                steady.complete(null);
            }
        }
    }

    /** Remembers since when the condition is what it is; to the grain of a beat. */
    private synchronized void show() {
        Condition now = paused ? Condition.PAUSED : hasMajority() ? Condition.STEADY : Condition.NO_MAJORITY;
        if (now == shown) {
            return;
        }
        if (now == Condition.NO_MAJORITY) {
            LOG.warn("no majority of the cluster vouches for this node; it answers 503 until one does");
        } else if (shown == Condition.NO_MAJORITY) {
            LOG.info("a majority vouches for this node again");
        }
        since = clock.instant();
        shown = now;
    }

    private void beatUntilClosed() {
        try {
            while (!closed) {
                beat();
                Thread.sleep(settings.interval());
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends the beat; from then on the pulse is late. */
    @Override
    public void close() {
        closed = true;
    }
}
