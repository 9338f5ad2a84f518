package counterfoil.node.audit;

import counterfoil.http.Deadline;
import counterfoil.http.Problem;
import counterfoil.http.Problems;
import counterfoil.http.audit.AuditedEvent;
import counterfoil.http.audit.ReplayedState;
import counterfoil.http.audit.Replays;
import counterfoil.market.calendar.Calendars;
import counterfoil.node.listing.ListingKind;
import counterfoil.node.replay.EntityKind;
import counterfoil.node.replay.Past;
import counterfoil.node.replay.Replay;
import counterfoil.node.replay.Replay.Start;
import counterfoil.node.replay.ReplayRefused;
import counterfoil.node.replay.Replayer;
import counterfoil.node.stock.StockKind;
import counterfoil.persistence.journal.EventSerializer;
import counterfoil.persistence.journal.JournalReader;
import counterfoil.persistence.journal.JournalUnreadable;
import counterfoil.persistence.journal.StateJson;
import counterfoil.persistence.query.Connections;
import counterfoil.persistence.query.EntityEvents;
import counterfoil.persistence.query.StoredEvent;
import counterfoil.protocol.listing.ListingCommand;
import counterfoil.protocol.listing.ListingView;
import counterfoil.protocol.stock.StockCommand;
import counterfoil.protocol.stock.StockView;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The past as the API asks for it, on this node's replay workers. */
public final class NodeReplays implements Replays {
    private static final Logger LOG = LoggerFactory.getLogger(NodeReplays.class);

    private final Replayer replayer;
    private final EntityEvents events;
    private final JournalReader journal;
    private final Calendars calendars;

    /** Replays on these workers, which read through these connections; past answers know these calendars. */
    public NodeReplays(Connections connections, Replayer replayer, Calendars calendars) {
        this.calendars = calendars;
        this.replayer = replayer;
        this.events = new EntityEvents(connections);
        this.journal = new JournalReader(connections, new EventSerializer());
    }

    @Override
    public CompletionStage<StockView> stock(
            String instrumentId, StockCommand.Read read, Instant knownAt, Deadline deadline) {
        return asked(replayer.ask(
                StockKind.INSTANCE,
                instrumentId,
                knownAt,
                Start.KEPT,
                deadline.nanos(),
                StockKind.INSTANCE.answering(instrumentId, read, calendars)));
    }

    @Override
    public CompletionStage<ListingView> listing(
            String key, ListingCommand.FindOwners find, Instant knownAt, Deadline deadline) {
        return asked(replayer.ask(
                ListingKind.INSTANCE,
                key,
                knownAt,
                Start.KEPT,
                deadline.nanos(),
                ListingKind.INSTANCE.answering(find)));
    }

    @Override
    public CompletionStage<ReplayedState> state(
            String type, String id, @Nullable Instant knownAt, @Nullable LocalDate asOf, Deadline deadline) {
        return state(kindOf(type), id, knownAt, asOf, deadline);
    }

    private <S> CompletionStage<ReplayedState> state(
            EntityKind<S> kind, String id, @Nullable Instant knownAt, @Nullable LocalDate asOf, Deadline deadline) {
        if (asOf != null && !kind.isDated()) {
            throw Problems.invalidParameter("as_of", asOf.toString(), "a " + kind.type() + " has no business dates")
                    .refuse();
        }
        Instant until = knownAt == null ? Instant.MAX : knownAt;
        return asked(replayer.ask(kind, id, until, Start.EVENTS, deadline.nanos(), past -> {
            if (!past.exists()) {
                throw Problems.unknownEntity(
                                knownAt == null ? nameOf(kind, id) : nameOf(kind, id) + " has no event by " + knownAt)
                        .refuse();
            }
            return replayed(kind, id, past, asOf);
        }));
    }

    /** A state as it is shown, with its digest. */
    public static <S> ReplayedState replayed(EntityKind<S> kind, String id, Past<S> past, @Nullable LocalDate asOf) {
        StateJson json = StateJson.of(kind.content(past.state(), asOf));
        return new ReplayedState(
                kind.type(), id, past.sequenceNumber(), past.recordedAt(), json.bytes(), json.digest());
    }

    @Override
    public CompletionStage<List<AuditedEvent>> events(String type, String id, long from, int limit, Deadline deadline) {
        EntityKind<?> kind = kindOf(type);
        String persistenceId = Replay.persistenceId(kind, id);
        return asked(replayer.read(persistenceId, () -> {
            List<StoredEvent> rows = events.from(persistenceId, from, limit);
            if (rows.isEmpty() && (from == 1 || events.from(persistenceId, 1, 1).isEmpty())) {
                throw Problems.unknownEntity(nameOf(kind, id)).refuse();
            }
            return rows.stream().map(row -> audited(persistenceId, row)).toList();
        }));
    }

    private AuditedEvent audited(String persistenceId, StoredEvent row) {
        try {
            return new AuditedEvent(
                    row, journal.decode(persistenceId, row).cause().recordedAt(), null);
        } catch (JournalUnreadable unreadable) {
            return new AuditedEvent(row, null, "this row cannot be read as an event of this release");
        }
    }

    @Override
    public CompletionStage<Optional<Problem>> faultOf(String type, String id, Deadline deadline) {
        Optional<EntityKind<?>> kind = EntityKinds.named(type);
        return kind.isEmpty() ? CompletableFuture.completedFuture(Optional.empty()) : faultOf(kind.get(), id, deadline);
    }

    /** From the snapshot on, as the live entity recovers: what stands before it does not stop the entity. */
    private <S> CompletionStage<Optional<Problem>> faultOf(EntityKind<S> kind, String id, Deadline deadline) {
        return replayer.ask(
                        kind, id, Instant.MAX, Start.SNAPSHOT, deadline.nanos(), readable -> Optional.<Problem>empty())
                .exceptionally(failure -> problemOf(failure).filter(problem -> problem.status() == 500));
    }

    private static EntityKind<?> kindOf(String type) {
        return EntityKinds.named(type)
                .orElseThrow(() -> Problems.unknownEntity("no entity type " + Problems.shorten(type) + "; there are "
                                + String.join(", ", EntityKinds.names()))
                        .refuse());
    }

    private static String nameOf(EntityKind<?> kind, String id) {
        return kind.type() + " " + Problems.shorten(id);
    }

    /** Turns what keeps a replay from its end into what the client is told. */
    private static <T> CompletionStage<T> asked(CompletionStage<T> replay) {
        return replay.exceptionallyCompose(failure -> CompletableFuture.failedFuture(
                problemOf(failure).<Throwable>map(Problem::refuse).orElse(failure)));
    }

    private static Optional<Problem> problemOf(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return switch (cause) {
            case JournalUnreadable unreadable -> {
                LOG.error("journal-unreadable: {}", unreadable.getMessage());
                yield Optional.of(Problems.journalUnreadable(unreadable.persistenceId(), unreadable.sequenceNumber()));
            }
            case ReplayRefused refused ->
                Optional.of(
                        switch (refused.why()) {
                            case BUSY, CLOSED -> Problems.replayBusy();
                            case TIME_UP -> Problems.deadlineExceeded();
                        });
            case SQLException away -> {
                LOG.warn("the database did not answer a replay: {}", away.getMessage());
                yield Optional.of(Problems.databaseUnavailable());
            }
            default -> Optional.empty();
        };
    }
}
