package counterfoil.node.live;

import counterfoil.http.live.LiveSource.Health;
import counterfoil.http.live.LiveSource.Listener;
import counterfoil.persistence.journal.JournalReader;
import counterfoil.persistence.journal.JournalUnreadable;
import counterfoil.persistence.query.Connections;
import counterfoil.persistence.query.Orderings;
import counterfoil.persistence.query.SealedEvent;
import counterfoil.persistence.query.SealedEvents;
import counterfoil.persistence.query.SealedEvents.MissingRow;
import counterfoil.persistence.query.SealedLog;
import counterfoil.persistence.query.SealedRuns;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one reader of the log on a node: a thread that tells facts in their order while they are wanted, from the end of
 * the log at that moment on.
 *
 * <p>A failed read is repeated from the same position until it succeeds, so nothing is skipped; that goes for a row that
 * is missing or cannot be read too, since to leave it out would be a lie about its stock. When a new log is opened the
 * reader goes over to it: that log seals the whole journal anew, and what stood in the old log up to the last fact told,
 * by the journal's own numbers, is passed over.
 */
final class FactFeed implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FactFeed.class);

    private final SealedEvents log;
    private final SealedRuns runs;
    private final Facts facts;
    private final FeedSettings settings;
    private final InstantSource clock;
    private final ScheduledThreadPoolExecutor thread;

    private volatile @Nullable Listener listener;
    private volatile Status status;

    // Everything below belongs to the thread.
    private boolean isWanted;
    private long round;
    private LogPosition at = new LogPosition(1, -1);
    private Orderings toldBefore = Orderings.NONE;
    private Duration backoff;

    /** What others may know: when the oldest event that was not told was written, null when there is none. */
    private record Status(
            boolean isReading, long position, @Nullable Instant oldest, Instant readAt) {}

    FactFeed(Connections connections, JournalReader reader, FeedSettings settings, InstantSource clock) {
        this.log = new SealedEvents(connections);
        this.runs = new SealedRuns(connections);
        this.facts = new Facts(reader);
        this.settings = settings;
        this.clock = clock;
        this.backoff = settings.firstBackoff();
        this.status = new Status(true, -1, null, clock.instant());
        this.thread = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("live-facts").factory());
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /** Who is told. */
    void tell(Listener told) {
        listener = told;
    }

    /** As {@link counterfoil.http.live.LiveSource#wantFacts}; wishes take effect in the order in which they are made. */
    CompletionStage<Long> want(boolean wanted) {
        CompletableFuture<Long> from = new CompletableFuture<>();
        try {
            thread.execute(() -> change(wanted, from));
        } catch (RejectedExecutionException closed) {
            from.completeExceptionally(closed);
        }
        return from;
    }

    private void change(boolean wanted, CompletableFuture<Long> from) {
        if (wanted && !isWanted) {
            try {
                at = end();
            } catch (SQLException | RuntimeException failure) {
                failed(failure);
                from.completeExceptionally(failure);
                return;
            }
            toldBefore = Orderings.NONE;
            went(null);
            isWanted = true;
            long mine = ++round;
            thread.execute(() -> step(mine));
        } else if (!wanted) {
            isWanted = false;
            went(null);
        }
        from.complete(at.told());
    }

    private LogPosition end() throws SQLException {
        return log.log()
                .map(now -> new LogPosition(now.logId(), now.size() - 1))
                .orElseGet(() -> new LogPosition(1, -1));
    }

    /** Reads once and comes again; the rounds of an earlier wish end here. */
    private void step(long mine) {
        if (!isWanted || mine != round) {
            return;
        }
        Duration pause;
        try {
            pause = read() ? Duration.ZERO : settings.pollInterval();
            backoff = settings.firstBackoff();
        } catch (SQLException | RuntimeException failure) {
            // The top of the thread: whatever happened, the next attempt begins where this one ended.
            failed(failure);
            pause = backoff;
            Duration longer = backoff.multipliedBy(2);
            backoff = longer.compareTo(settings.longestBackoff()) < 0 ? longer : settings.longestBackoff();
        }
        try {
            var unused = thread.schedule(() -> step(mine), pause.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException closed) {
            LOG.debug("the reader of the log ends");
        }
    }

    /** Tells one page; returns whether there may be more. */
    private boolean read() throws SQLException {
        Optional<SealedLog> now = log.log();
        if (now.isEmpty()) {
            went(null);
            return false;
        }
        if (now.get().logId() != at.logId()) {
            goOver(now.get());
        }
        if (now.get().size() - 1 <= at.position()) {
            went(null);
            return false;
        }
        if (!toldBefore.isEmpty()) {
            passOver(now.get().size());
        }
        List<SealedEvent> page = page();
        for (SealedEvent event : page) {
            Instant written = Instant.ofEpochMilli(event.writeTimestamp());
            status = new Status(status.isReading(), at.told(), written, status.readAt());
            tell(event);
            at = new LogPosition(at.logId(), event.position());
        }
        boolean isFull = page.size() == settings.pageSize();
        went(isFull ? Instant.ofEpochMilli(page.getLast().writeTimestamp()) : null);
        return isFull;
    }

    /** What stands before a missing row is told first; then the row is missing. */
    private List<SealedEvent> page() throws SQLException {
        try {
            return log.after(at.logId(), at.position(), settings.pageSize());
        } catch (MissingRow missing) {
            int before = (int) (missing.position() - at.position() - 1);
            if (before == 0) {
                throw missing;
            }
            return log.after(at.logId(), at.position(), before);
        }
    }

    private void tell(SealedEvent event) {
        Listener told = listener;
        if (told != null && Facts.isOfStock(event) && !toldBefore.contains(event.ordering())) {
            told.sealed(facts.of(at.logId(), event));
        }
    }

    private void goOver(SealedLog now) throws SQLException {
        toldBefore = toldBefore.and(runs.upTo(at.logId(), at.position()));
        LOG.info(
                "log {} took the place of log {}: what was told from that one is passed over", now.logId(), at.logId());
        at = new LogPosition(now.logId(), -1);
    }

    private void passOver(long size) throws SQLException {
        OptionalLong last = runs.positionOf(at.logId(), toldBefore.highest().orElse(0));
        if (last.isPresent() && last.getAsLong() <= at.position()) {
            toldBefore = Orderings.NONE;
            return;
        }
        OptionalLong next = runs.firstOutside(at.logId(), at.position() + 1, toldBefore);
        at = new LogPosition(at.logId(), next.orElse(size) - 1);
    }

    private void went(@Nullable Instant oldest) {
        boolean wasAway = !status.isReading();
        status = new Status(true, at.told(), oldest, clock.instant());
        if (wasAway) {
            LOG.info("the log can be read again, from position {}", at.told());
            changed();
        }
    }

    private void failed(Exception failure) {
        boolean wasReading = status.isReading();
        status = new Status(false, at.told(), status.oldest(), status.readAt());
        if (!wasReading) {
            return;
        }
        if (failure instanceof MissingRow || failure instanceof JournalUnreadable) {
            LOG.error("nothing can be told beyond position {}: {}", at.told(), failure.getMessage());
        } else {
            LOG.warn("the log cannot be read, trying again: {}", failure.toString());
        }
        changed();
    }

    private void changed() {
        Listener told = listener;
        if (told != null) {
            told.healthChanged(health());
        }
    }

    /** How the reader is now. */
    Health health() {
        Status now = status;
        Instant behind = now.oldest() != null ? now.oldest() : now.isReading() ? null : now.readAt();
        Duration lag = behind == null ? Duration.ZERO : Duration.between(behind, clock.instant());
        return new Health(now.isReading(), now.position(), lag.isNegative() ? Duration.ZERO : lag);
    }

    /** Ends the thread; what is being told is told to its end. */
    @Override
    public void close() {
        thread.shutdown();
    }
}
