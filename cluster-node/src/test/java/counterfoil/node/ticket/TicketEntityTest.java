package counterfoil.node.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import counterfoil.protocol.ticket.TicketCommand;
import counterfoil.protocol.ticket.TicketCommand.KeepTicket;
import counterfoil.protocol.ticket.TicketCommand.RedeemTicket;
import counterfoil.protocol.ticket.TicketView;
import java.time.Instant;
import org.apache.pekko.actor.testkit.typed.javadsl.BehaviorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestInbox;
import org.junit.jupiter.api.Test;

class TicketEntityTest {
    private static final Instant NOW = Instant.parse("2026-01-27T14:05:00Z");
    private static final Instant UNTIL = NOW.plusSeconds(30);

    private final BehaviorTestKit<TicketCommand> keeper = BehaviorTestKit.create(TicketEntity.create());
    private final TestInbox<TicketView> inbox = TestInbox.create();

    @Test
    void aTicketIsGoodForOneUse() {
        keep("a", NOW);

        assertThat(redeem("a", "first", NOW)).isEqualTo(new TicketView.Redeemed("admin"));
        assertThat(redeem("a", "second", NOW)).isEqualTo(new TicketView.NotGood());
    }

    @Test
    void theSameUseAskedAgainHearsTheSame() {
        keep("a", NOW);

        assertThat(redeem("a", "first", NOW)).isEqualTo(redeem("a", "first", NOW));
    }

    @Test
    void keepingAUsedTicketAgainDoesNotMakeItGood() {
        keep("a", NOW);
        redeem("a", "first", NOW);

        assertThat(keep("a", NOW)).isEqualTo(new TicketView.Kept());
        assertThat(redeem("a", "second", NOW)).isEqualTo(new TicketView.NotGood());
    }

    @Test
    void aTicketEndsAndOneThatWasNeverGivenIsNotGood() {
        keep("a", NOW);

        assertThat(redeem("a", "first", UNTIL)).isEqualTo(new TicketView.NotGood());
        assertThat(redeem("b", "first", NOW)).isEqualTo(new TicketView.NotGood());
    }

    @Test
    void aKeeperIsFullUntilTicketsEnd() {
        for (int i = 0; i < TicketEntity.MOST; i++) {
            assertThat(keep("a" + i, NOW)).isEqualTo(new TicketView.Kept());
        }

        assertThat(keep("b", NOW)).isEqualTo(new TicketView.Full());
        assertThat(keep("b", UNTIL)).isEqualTo(new TicketView.Kept());
    }

    private TicketView keep(String ticket, Instant now) {
        keeper.run(new KeepTicket(ticket, "admin", now, now.plusSeconds(30), inbox.getRef()));
        return inbox.receiveMessage();
    }

    private TicketView redeem(String ticket, String attempt, Instant now) {
        keeper.run(new RedeemTicket(ticket, attempt, now, inbox.getRef()));
        return inbox.receiveMessage();
    }
}
