package counterfoil.persistence.projection;

import counterfoil.persistence.projection.Envelope.Entry;
import counterfoil.persistence.projection.Envelope.Lost;
import counterfoil.persistence.projection.Envelope.PageEnd;
import counterfoil.persistence.query.SealedEvent;
import counterfoil.persistence.query.SealedEvents;
import counterfoil.persistence.query.SealedEvents.MissingRow;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.pattern.Patterns;
import org.apache.pekko.projection.javadsl.SourceProvider;
import org.apache.pekko.stream.OverflowStrategy;
import org.apache.pekko.stream.javadsl.Source;

/**
 * The log as a stream that begins behind a position and never ends. Pages are read only when they are asked for, and at
 * most one ahead; when there is nothing new it waits before it looks again. At a row that is missing from the journal it
 * emits what stands before it, then {@link Lost}: nothing is skipped.
 */
final class SealedSource extends SourceProvider<Long, Envelope> {
    private static final int PAGES_AHEAD = 1;

    private final SealedEvents events;
    private final int logId;
    private final Predicate<SealedEvent> wanted;
    private final ReadTableSettings settings;
    private final ActorSystem<?> system;
    private final Executor blocking;

    /**
     * Reads a log.
     *
     * @param wanted which events are emitted; the end of every page is, in any case
     * @param blocking runs the reads
     */
    SealedSource(
            SealedEvents events,
            int logId,
            Predicate<SealedEvent> wanted,
            ReadTableSettings settings,
            ActorSystem<?> system,
            Executor blocking) {
        this.events = events;
        this.logId = logId;
        this.wanted = wanted;
        this.settings = settings;
        this.system = system;
        this.blocking = blocking;
    }

    @Override
    public CompletionStage<Source<Envelope, NotUsed>> source(Supplier<CompletionStage<Optional<Long>>> offset) {
        return offset.get().thenApply(stored -> from(stored.orElse(-1L)));
    }

    private Source<Envelope, NotUsed> from(long after) {
        return Source.unfoldAsync(after, this::next)
                .buffer(PAGES_AHEAD, OverflowStrategy.backpressure())
                .mapConcat(page -> page);
    }

    private CompletionStage<Optional<Pair<Long, List<Envelope>>>> next(long after) {
        return CompletableFuture.supplyAsync(() -> read(after), blocking).thenCompose(page -> {
            Optional<Pair<Long, List<Envelope>>> step = Optional.of(Pair.create(page.last(), page.envelopes()));
            return page.last() > after
                    ? CompletableFuture.completedFuture(step)
                    : Patterns.after(
                            page.envelopes().isEmpty() ? settings.pollInterval() : settings.firstBackoff(),
                            system.classicSystem(),
                            () -> CompletableFuture.completedFuture(step));
        });
    }

    /** What was read, and up to which position. */
    private record Page(long last, List<Envelope> envelopes) {}

    private Page read(long after) {
        try {
            return pageOf(after, events.after(logId, after, settings.pageSize()));
        } catch (MissingRow missing) {
            return readUpTo(after, missing);
        } catch (SQLException failure) {
            throw new CompletionException(failure);
        }
    }

    private Page readUpTo(long after, MissingRow missing) {
        long before = missing.position() - after - 1;
        if (before == 0) {
            return new Page(after, List.of(new Lost(missing)));
        }
        try {
            return pageOf(after, events.after(logId, after, (int) before));
        } catch (SQLException failure) {
            throw new CompletionException(failure);
        }
    }

    private Page pageOf(long after, List<SealedEvent> events) {
        return events.isEmpty()
                ? new Page(after, List.of())
                : new Page(events.getLast().position(), envelopes(events));
    }

    private List<Envelope> envelopes(List<SealedEvent> page) {
        long first = page.getFirst().position();
        List<Envelope> envelopes = new ArrayList<>(page.size() + 1);
        for (SealedEvent event : page) {
            if (wanted.test(event)) {
                envelopes.add(new Entry(first, event));
            }
        }
        envelopes.add(new PageEnd(first, page.getLast().position()));
        return envelopes;
    }

    @Override
    public Long extractOffset(Envelope envelope) {
        return envelope.position();
    }

    @Override
    public long extractCreationTime(Envelope envelope) {
        return switch (envelope) {
            case Entry entry -> entry.event().writeTimestamp();
            case PageEnd end -> 0L;
            case Lost lost -> 0L;
        };
    }
}
