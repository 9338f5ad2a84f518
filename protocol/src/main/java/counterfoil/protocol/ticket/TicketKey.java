package counterfoil.protocol.ticket;

import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;

/** How the keeper of a ticket is addressed: by the first character of the ticket, so there are 64 keepers at most. */
public final class TicketKey {
    /** Sharding type. */
    public static final EntityTypeKey<TicketCommand> TYPE = EntityTypeKey.create(TicketCommand.class, "ticket");

    private TicketKey() {}

    /** The entity id of a ticket's keeper. */
    public static String of(String ticket) {
        return ticket.substring(0, 1);
    }
}
