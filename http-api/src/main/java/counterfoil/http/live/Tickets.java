package counterfoil.http.live;

import counterfoil.http.ApiContext;
import counterfoil.http.Ask;
import counterfoil.http.Deadline;
import counterfoil.http.Problem;
import counterfoil.protocol.ticket.TicketCommand;
import counterfoil.protocol.ticket.TicketKey;
import counterfoil.protocol.ticket.TicketView;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.japi.function.Function;

/**
 * Gives and redeems tickets, which open one WebSocket each. A ticket is 192 random bits; its keeper is one actor of the
 * cluster, so that any node may redeem what any other gave, and only one of them once.
 */
final class Tickets {
    /** How long a ticket may wait to be used. */
    static final Duration LIFE = Duration.ofSeconds(30);

    private static final int BYTES = 24;
    private static final int LENGTH = 32;

    private final ApiContext context;
    private final Ask ask;
    private final SecureRandom random = new SecureRandom();

    Tickets(ApiContext context, Ask ask) {
        this.context = context;
        this.ask = ask;
    }

    /** A new ticket for a principal; fails with 503 {@code tickets-exhausted} when too many wait to be used. */
    CompletionStage<String> give(String principal, Deadline deadline) {
        String ticket = secret();
        Instant now = context.clock().instant();
        return ask(ticket, deadline, to -> new TicketCommand.KeepTicket(ticket, principal, now, now.plus(LIFE), to))
                .thenApply(view -> switch (view) {
                    case TicketView.Kept kept -> ticket;
                    case TicketView.Full full -> throw exhausted();
                    case TicketView.Redeemed redeemed -> throw new IllegalStateException("a new ticket was redeemed");
                    case TicketView.NotGood used -> throw new IllegalStateException("a new ticket was void");
                });
    }

    /** The principal whom a ticket stands for; fails with 401 {@code invalid-ticket} unless this is its first use. */
    CompletionStage<String> redeem(String ticket, Deadline deadline) {
        if (ticket.length() != LENGTH || !ticket.matches("[A-Za-z0-9_-]+")) {
            throw invalid();
        }
        String attempt = secret();
        Instant now = context.clock().instant();
        return ask(ticket, deadline, to -> new TicketCommand.RedeemTicket(ticket, attempt, now, to))
                .thenApply(view -> switch (view) {
                    case TicketView.Redeemed redeemed -> redeemed.principal();
                    case TicketView.NotGood used -> throw invalid();
                    case TicketView.Kept kept -> throw new IllegalStateException("a ticket was kept, not redeemed");
                    case TicketView.Full full -> throw new IllegalStateException("a ticket was kept, not redeemed");
                });
    }

    private CompletionStage<TicketView> ask(
            String ticket, Deadline deadline, Function<ActorRef<TicketView>, TicketCommand> command) {
        return ask.read(TicketKey.TYPE, TicketKey.of(ticket), deadline, command);
    }

    private String secret() {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static Problem.Refused exhausted() {
        return Problem.of(503, "tickets-exhausted", "Too many tickets wait to be used; try again shortly", null)
                .refuse();
    }

    private static Problem.Refused invalid() {
        return Problem.of(
                        401,
                        "invalid-ticket",
                        "The ticket was used, is older than 30 seconds, or was never given",
                        "get another one by POST /api/v1/ws/ticket")
                .refuse();
    }
}
