package counterfoil.node.subject;

import counterfoil.persistence.journal.ApplyVersion;
import counterfoil.protocol.Cause;
import counterfoil.protocol.Enciphered;
import counterfoil.protocol.Event;
import counterfoil.protocol.Snapshot;
import counterfoil.protocol.stock.StockEvent.ImportWithdrawn;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.persistence.typed.PersistenceId;
import org.apache.pekko.persistence.typed.javadsl.CommandHandler;
import org.apache.pekko.persistence.typed.javadsl.EventHandler;
import org.apache.pekko.persistence.typed.javadsl.EventSourcedBehavior;
import org.apache.pekko.persistence.typed.javadsl.RetentionCriteria;

/** An entity of a person whose state is what the person wrote, enciphered; it keeps a snapshot of every second event. */
final class Diary extends EventSourcedBehavior<Diary.Request, Event, Diary.Pages> {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    Diary(String subject) {
        super(PersistenceId.ofUniqueId(idOf(subject)));
    }

    static String idOf(String subject) {
        return "diary|" + subject;
    }

    sealed interface Request {}

    /** Write a page; answered with all pages. */
    record Write(Enciphered text, ActorRef<Pages> replyTo) implements Request {}

    /** Read all pages. */
    record Read(ActorRef<Pages> replyTo) implements Request {}

    /** All pages, oldest first. */
    @ApplyVersion(1)
    record Pages(List<Enciphered> texts) implements Snapshot {}

    @Override
    public Pages emptyState() {
        return new Pages(List.of());
    }

    @Override
    public CommandHandler<Request, Event, Pages> commandHandler() {
        return (pages, request) -> switch (request) {
            case Write write -> {
                String id = "command-" + pages.texts().size();
                Cause cause = new Cause(id, "user-7", null, "request", NOW, null, write.text());
                yield Effect()
                        .persist(new ImportWithdrawn("import-1", cause))
                        .thenReply(write.replyTo(), after -> after);
            }
            case Read read -> Effect().reply(read.replyTo(), pages);
        };
    }

    @Override
    public EventHandler<Pages, Event> eventHandler() {
        return (pages, event) -> {
            List<Enciphered> texts = new ArrayList<>(pages.texts());
            Enciphered text = event.cause().reason();
            if (text != null) {
                texts.add(text);
            }
            return new Pages(List.copyOf(texts));
        };
    }

    @Override
    public RetentionCriteria retentionCriteria() {
        return RetentionCriteria.snapshotEvery(2, 2);
    }
}
