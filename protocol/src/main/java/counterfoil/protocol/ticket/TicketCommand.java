package counterfoil.protocol.ticket;

import counterfoil.protocol.Message;
import java.time.Instant;
import org.apache.pekko.actor.typed.ActorRef;

/** What a keeper of tickets hears. Both may be said twice, after a lost answer, with the same effect. */
public sealed interface TicketCommand extends Message {
    /** Who waits for the answer. */
    ActorRef<TicketView> replyTo();

    /**
     * Keep a ticket.
     *
     * @param ticket the secret, new and random
     * @param principal whom it stands for
     * @param now the time of the one who asks
     * @param until from when on it is void
     */
    record KeepTicket(String ticket, String principal, Instant now, Instant until, ActorRef<TicketView> replyTo)
            implements TicketCommand {}

    /**
     * Use a ticket up.
     *
     * @param attempt identity of this use: the same one may be told again that it succeeded
     */
    record RedeemTicket(String ticket, String attempt, Instant now, ActorRef<TicketView> replyTo)
            implements TicketCommand {}
}
