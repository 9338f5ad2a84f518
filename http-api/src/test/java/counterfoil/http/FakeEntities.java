package counterfoil.http;

import counterfoil.protocol.audit.AuditCommand;
import counterfoil.protocol.audit.AuditKey;
import counterfoil.protocol.audit.AuditView;
import counterfoil.protocol.hold.HoldCommand;
import counterfoil.protocol.hold.HoldKey;
import counterfoil.protocol.hold.HoldView;
import counterfoil.protocol.listing.ListingCommand;
import counterfoil.protocol.listing.ListingKey;
import counterfoil.protocol.listing.ListingView;
import counterfoil.protocol.stock.StockCommand;
import counterfoil.protocol.stock.StockKey;
import counterfoil.protocol.stock.StockView;
import counterfoil.protocol.subject.SubjectCommand;
import counterfoil.protocol.subject.SubjectKey;
import counterfoil.protocol.subject.SubjectView;
import counterfoil.protocol.ticket.TicketCommand;
import counterfoil.protocol.ticket.TicketKey;
import counterfoil.protocol.ticket.TicketView;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.Entity;
import org.jspecify.annotations.Nullable;

/** Stocks and listings that answer what a test tells them, and remember what they were asked. */
final class FakeEntities {
    /** Every erasure that was asked for. */
    final ConcurrentLinkedQueue<SubjectCommand.EraseSubject> erasures = new ConcurrentLinkedQueue<>();

    /** Whether an erasure could do all it had to. */
    volatile boolean erasuresComplete = true;

    /** Every command that reached a stock, in the order of arrival. */
    final ConcurrentLinkedQueue<StockCommand> asked = new ConcurrentLinkedQueue<>();

    /** Every record of an auditor's read that was asked for. */
    final ConcurrentLinkedQueue<AuditCommand.RecordRead> reads = new ConcurrentLinkedQueue<>();

    /** Whether records of reads are answered. */
    volatile boolean recordsReads = true;

    /** What the register of legal holds answers. */
    volatile Function<HoldCommand, HoldView> holds = command -> new HoldView.Page(List.of(), null, 0);

    private final Map<String, BiFunction<String, StockCommand, @Nullable StockView>> stocks = new ConcurrentHashMap<>();
    private final Map<String, List<String>> owners = new ConcurrentHashMap<>();
    private final Map<String, Instant> tickets = new ConcurrentHashMap<>();
    private final Map<String, Boolean> silentListings = new ConcurrentHashMap<>();

    FakeEntities(ClusterSharding sharding) {
        sharding.init(Entity.of(
                StockKey.TYPE,
                entity -> Behaviors.receiveMessage(command -> {
                    answer(entity.getEntityId(), command);
                    return Behaviors.same();
                })));
        sharding.init(Entity.of(
                ListingKey.TYPE,
                entity -> Behaviors.receiveMessage(command -> {
                    if (command instanceof ListingCommand.FindOwners find
                            && !silentListings.containsKey(entity.getEntityId())) {
                        find.replyTo()
                                .tell(new ListingView.Owners(owners.getOrDefault(entity.getEntityId(), List.of())));
                    }
                    return Behaviors.same();
                })));
        sharding.init(Entity.of(
                AuditKey.TYPE,
                entity -> Behaviors.receiveMessage(command -> {
                    if (command instanceof AuditCommand.RecordRead read) {
                        reads.add(read);
                        if (recordsReads) {
                            read.replyTo()
                                    .tell(new AuditView.ReadRecorded(
                                            read.cause().recordedAt()));
                        }
                    }
                    return Behaviors.same();
                })));
        sharding.init(Entity.of(
                SubjectKey.TYPE,
                entity -> Behaviors.receiveMessage(command -> {
                    if (command instanceof SubjectCommand.EraseSubject erase) {
                        erasures.add(erase);
                        erase.replyTo()
                                .tell(new SubjectView.Erased(entity.getEntityId(), erase.erasedAt(), erasuresComplete));
                    }
                    return Behaviors.same();
                })));
        sharding.init(Entity.of(
                TicketKey.TYPE,
                entity -> Behaviors.receiveMessage(command -> {
                    command.replyTo().tell(answer(command));
                    return Behaviors.same();
                })));
        sharding.init(Entity.of(
                HoldKey.TYPE,
                entity -> Behaviors.receiveMessage(command -> {
                    command.replyTo().tell(holds.apply(command));
                    return Behaviors.same();
                })));
    }

    private TicketView answer(TicketCommand command) {
        return switch (command) {
            case TicketCommand.KeepTicket keep -> {
                tickets.put(keep.ticket(), keep.until());
                yield new TicketView.Kept();
            }
            case TicketCommand.RedeemTicket redeem -> {
                Instant until = tickets.remove(redeem.ticket());
                yield until != null && redeem.now().isBefore(until)
                        ? new TicketView.Redeemed("admin-token")
                        : new TicketView.NotGood();
            }
        };
    }

    /** Lets a name be owned by instruments. */
    void own(String listing, String... instrumentIds) {
        owners.put(listing, List.of(instrumentIds));
    }

    /** Lets a listing answer nothing. */
    void silenceListing(String listing) {
        silentListings.put(listing, true);
    }

    /** Lets a stock answer by a function of the command; null is silence. */
    void stock(String instrumentId, Function<StockCommand, @Nullable StockView> answering) {
        stocks.put(instrumentId, (id, command) -> answering.apply(command));
    }

    /** Lets every stock that no test told otherwise answer by a function of id and command. */
    void otherStocks(BiFunction<String, StockCommand, @Nullable StockView> answering) {
        stocks.put("*", answering);
    }

    private void answer(String id, StockCommand command) {
        asked.add(command);
        BiFunction<String, StockCommand, @Nullable StockView> answering = stocks.get(id);
        BiFunction<String, StockCommand, @Nullable StockView> other = stocks.get("*");
        StockView view =
                answering != null ? answering.apply(id, command) : other == null ? null : other.apply(id, command);
        if (view == null) {
            return;
        }
        if (command instanceof StockCommand.Read read) {
            read.replyTo().tell(view);
        } else if (command instanceof StockCommand.Write write) {
            write.replyTo().tell(view);
        }
    }
}
