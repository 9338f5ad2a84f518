package counterfoil.node.ticket;

import counterfoil.protocol.ticket.TicketCommand;
import counterfoil.protocol.ticket.TicketCommand.KeepTicket;
import counterfoil.protocol.ticket.TicketCommand.RedeemTicket;
import counterfoil.protocol.ticket.TicketView;
import counterfoil.protocol.ticket.TicketView.Full;
import counterfoil.protocol.ticket.TicketView.Kept;
import counterfoil.protocol.ticket.TicketView.NotGood;
import counterfoil.protocol.ticket.TicketView.Redeemed;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.jspecify.annotations.Nullable;

/**
 * Keeps some of the cluster's tickets. There is one keeper of each ticket in the cluster and it answers one command after
 * another, so a ticket is redeemed once. It keeps nothing durable: whoever shows a ticket that the keeper does not hold,
 * because it was moved or its node died, is refused and gets another one.
 */
public final class TicketEntity {
    /** Most tickets of one keeper that wait to be used. */
    static final int MOST = 1_000;

    private record Ticket(
            String principal, Instant until, @Nullable String redeemedBy) {}

    private final Map<String, Ticket> tickets = new LinkedHashMap<>();

    private TicketEntity() {}

    /** A keeper without tickets. */
    public static Behavior<TicketCommand> create() {
        return Behaviors.setup(context -> {
            TicketEntity keeper = new TicketEntity();
            return Behaviors.receiveMessage(command -> {
                command.replyTo().tell(keeper.answer(command));
                return Behaviors.same();
            });
        });
    }

    private TicketView answer(TicketCommand command) {
        return switch (command) {
            case KeepTicket keep -> keep(keep);
            case RedeemTicket redeem -> redeem(redeem);
        };
    }

    private TicketView keep(KeepTicket keep) {
        tickets.values().removeIf(ticket -> !keep.now().isBefore(ticket.until()));
        if (tickets.containsKey(keep.ticket())) {
            return new Kept();
        }
        if (tickets.size() >= MOST) {
            return new Full();
        }
        tickets.put(keep.ticket(), new Ticket(keep.principal(), keep.until(), null));
        return new Kept();
    }

    private TicketView redeem(RedeemTicket redeem) {
        Ticket ticket = tickets.get(redeem.ticket());
        if (ticket == null || !redeem.now().isBefore(ticket.until())) {
            return new NotGood();
        }
        if (ticket.redeemedBy() == null) {
            tickets.put(redeem.ticket(), new Ticket(ticket.principal(), ticket.until(), redeem.attempt()));
            return new Redeemed(ticket.principal());
        }
        return ticket.redeemedBy().equals(redeem.attempt()) ? new Redeemed(ticket.principal()) : new NotGood();
    }
}
