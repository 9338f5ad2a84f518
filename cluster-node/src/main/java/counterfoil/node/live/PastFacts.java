package counterfoil.node.live;

import counterfoil.http.live.LiveSource;
import counterfoil.http.live.LiveSource.Past;
import counterfoil.http.live.LiveSource.SealedFact;
import counterfoil.persistence.journal.JournalReader;
import counterfoil.persistence.query.Connections;
import counterfoil.persistence.query.DatabaseQuestion;
import counterfoil.persistence.query.EntityEvents;
import counterfoil.persistence.query.Orderings;
import counterfoil.persistence.query.SealedEvent;
import counterfoil.persistence.query.SealedEvents;
import counterfoil.persistence.query.SealedLog;
import counterfoil.persistence.query.SealedRuns;
import counterfoil.persistence.query.SealedSelection;
import counterfoil.persistence.query.StoredEvent;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Answers what was sealed while a client was away, on a few threads of its own; what comes above their queue fails at
 * once.
 */
final class PastFacts implements AutoCloseable {
    /** Steps through the log that one answer takes at most; then it says how far it came. */
    private static final int MAX_STEPS = 5;

    private final SealedEvents log;
    private final SealedRuns runs;
    private final SealedSelection selection;
    private final EntityEvents entities;
    private final Facts facts;
    private final ThreadPoolExecutor threads;

    PastFacts(Connections connections, JournalReader reader, FeedSettings settings) {
        this.log = new SealedEvents(connections);
        this.runs = new SealedRuns(connections);
        this.selection = new SealedSelection(connections);
        this.entities = new EntityEvents(connections);
        this.facts = new Facts(reader);
        this.threads = new ThreadPoolExecutor(
                settings.pastThreads(),
                settings.pastThreads(),
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(settings.pastQueue()),
                Thread.ofPlatform().daemon().name("live-past-", 0).factory());
    }

    /** The log that is open is new and does not yet hold what the position stands for. */
    static final class BeingSealedAnew extends RuntimeException {
        BeingSealedAnew(int logId) {
            super("log " + logId + " is new and still being filled; try again shortly");
        }
    }

    CompletionStage<Past> after(long after, Set<String> instrumentIds, int limit) {
        requirePage(limit);
        Set<String> ids = Set.copyOf(instrumentIds);
        return answer(() -> readAfter(LogPosition.of(after), ids, limit));
    }

    CompletionStage<Past> of(String instrumentId, long afterSequenceNumber, int limit) {
        requirePage(limit);
        return answer(() -> readOf(instrumentId, afterSequenceNumber, limit));
    }

    private static void requirePage(int limit) {
        if (limit < 1 || limit > LiveSource.MAX_PAGE) {
            throw new IllegalArgumentException("a page has 1 to " + LiveSource.MAX_PAGE + " facts, not " + limit);
        }
    }

    private Past readAfter(LogPosition after, Set<String> instrumentIds, int limit) throws SQLException {
        Optional<SealedLog> open = log.log();
        if (open.isEmpty()) {
            return new Past(List.of(), after.told(), true);
        }
        int logId = open.get().logId();
        if (after.logId() == logId) {
            return page(after, open.get().size() - 1, persistenceIds(instrumentIds), limit);
        }
        return after.logId() < logId
                ? pageFromOld(after, logId, persistenceIds(instrumentIds))
                : new Past(List.of(), new LogPosition(logId, open.get().size() - 1).told(), true);
    }

    private static Set<String> persistenceIds(Set<String> instrumentIds) {
        return instrumentIds.stream().map(id -> Facts.OF_STOCKS + id).collect(Collectors.toUnmodifiableSet());
    }

    /** A position behind the end, which nobody was told, stands for the end. */
    private Past page(LogPosition after, long end, Set<String> persistenceIds, int limit) throws SQLException {
        List<SealedFact> found = new ArrayList<>();
        long next = Math.min(after.position(), end);
        boolean isEnd = false;
        for (int step = 0; step < MAX_STEPS && !isEnd && found.size() < limit; step++) {
            SealedSelection.Page page =
                    selection.after(after.logId(), next, Facts.OF_STOCKS, persistenceIds, limit - found.size());
            page.events().forEach(event -> found.add(facts.of(after.logId(), event)));
            next = page.next();
            isEnd = page.isEnd();
        }
        return new Past(found, new LogPosition(after.logId(), next).told(), isEnd);
    }

    /**
     * From a position of an earlier log: what did not stand there before it. One answer goes up to the last event that
     * did, beyond which positions of the new log are enough; there is little before it but events that were late.
     */
    private Past pageFromOld(LogPosition after, int logId, Set<String> persistenceIds) throws SQLException {
        Orderings known = runs.upTo(after.logId(), after.position());
        OptionalLong highest = known.highest();
        if (highest.isEmpty()) {
            return page(new LogPosition(logId, -1), Long.MAX_VALUE, persistenceIds, LiveSource.MAX_PAGE);
        }
        OptionalLong last = runs.positionOf(logId, highest.getAsLong());
        OptionalLong first = runs.firstOutside(logId, 0, known);
        if (last.isEmpty()) {
            throw new BeingSealedAnew(logId);
        }
        List<SealedFact> found = new ArrayList<>();
        long next = first.orElse(last.getAsLong() + 1) - 1;
        while (next < last.getAsLong()) {
            SealedSelection.Page page =
                    selection.after(logId, next, Facts.OF_STOCKS, persistenceIds, LiveSource.MAX_PAGE);
            for (SealedEvent event : page.events()) {
                if (event.position() <= last.getAsLong() && !known.contains(event.ordering())) {
                    found.add(facts.of(logId, event));
                }
            }
            next = page.next();
        }
        return new Past(found, new LogPosition(logId, last.getAsLong()).told(), false);
    }

    private Past readOf(String instrumentId, long afterSequenceNumber, int limit) throws SQLException {
        int logId = log.log().map(SealedLog::logId).orElse(1);
        String persistenceId = Facts.OF_STOCKS + instrumentId;
        List<StoredEvent> rows = entities.from(persistenceId, afterSequenceNumber + 1, limit);
        List<SealedFact> found = new ArrayList<>();
        long bytes = 0;
        boolean isEnd = rows.size() < limit;
        for (StoredEvent row : rows) {
            Long position = row.position();
            if (position == null) {
                requireNeverSealed(logId, persistenceId, row.sequenceNumber());
                isEnd = true;
                break;
            }
            found.add(facts.of(logId, position, persistenceId, row));
            bytes += row.payload().length;
        }
        long next = found.isEmpty() ? afterSequenceNumber : found.getLast().sequenceNumber();
        return new Past(found, next, isEnd && bytes <= EntityEvents.MAX_PAGE_BYTES);
    }

    /** What stood in an earlier log is sealed, and its place in the one that is open is only not known yet. */
    private void requireNeverSealed(int logId, String persistenceId, long sequenceNumber) throws SQLException {
        for (int earlier = logId - 1; earlier >= 1; earlier--) {
            if (log.positionOf(earlier, persistenceId, sequenceNumber).isPresent()) {
                throw new BeingSealedAnew(logId);
            }
        }
    }

    private CompletionStage<Past> answer(DatabaseQuestion<Past> question) {
        return question.askOn(threads);
    }

    @Override
    public void close() {
        threads.shutdown();
    }
}
