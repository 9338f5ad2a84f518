package counterfoil.protocol.ticket;

import counterfoil.protocol.Message;

/** What a keeper of tickets answers. */
public sealed interface TicketView extends Message {
    /** The ticket is kept. */
    record Kept() implements TicketView {}

    /** The keeper holds as many tickets as it may. */
    record Full() implements TicketView {}

    /** The ticket was good, and is used up. */
    record Redeemed(String principal) implements TicketView {}

    /** The ticket was used, is too old, or was never given. */
    record NotGood() implements TicketView {}
}
