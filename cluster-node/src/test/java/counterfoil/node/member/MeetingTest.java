package counterfoil.node.member;

import static org.assertj.core.api.Assertions.assertThat;

import counterfoil.node.member.JoinSettings.Way;
import counterfoil.node.member.Meeting.Decision;
import counterfoil.persistence.member.Attendee;
import counterfoil.persistence.member.Attendees;
import counterfoil.persistence.member.Offer;
import counterfoil.persistence.member.Peer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whom a node joins, and when it may form a cluster. A member counts as dead after 30 s; rows are watched for 5 s. */
class MeetingTest {
    private static final JoinSettings SETTINGS = new JoinSettings(
            Way.DATABASE, Duration.ofSeconds(60), Duration.ofSeconds(1), Duration.ofSeconds(30), Duration.ofSeconds(2));
    private static final String SELF = "self:1";

    private final Meeting meeting = new Meeting(SELF, SETTINGS, offer -> false);

    private Decision decide(double second, Attendee... rows) {
        return meeting.decide(new Attendees(1, List.of(rows)), List.of(), (long) (second * 1e9));
    }

    @Test
    void whereNobodyIsAClusterIsFormed() {
        assertThat(decide(0)).isEqualTo(new Decision.Form(List.of()));
    }

    @Test
    void nodesThatAreJoiningThemselvesKeepNobodyFromForming() {
        assertThat(decide(0, Samples.joining("a:1"))).isEqualTo(new Decision.Form(List.of()));
    }

    @Test
    void theRowOfAnEarlierProcessAtTheSameAddressKeepsNobodyFromForming() {
        assertThat(decide(0, Samples.member(SELF, 1))).isEqualTo(new Decision.Form(List.of()));
    }

    @Test
    void livingMembersAreJoined() {
        Decision decision = decide(0, Samples.member("a:1", 0), Samples.member("b:1", 1));

        assertThat(((Decision.Join) decision).addresses()).containsExactly("a:1", "b:1");
    }

    @Test
    void aMemberThatWasSeenAMomentAgoIsWaitedForHoweverLongItsRowIsWatched() {
        decide(0, Samples.member("a:1", 29));

        assertThat(decide(20, Samples.member("a:1", 29))).isInstanceOf(Decision.Join.class);
    }

    @Test
    void aMemberThatWasNotSeenForLongIsDeadOnceItsRowWasWatched() {
        Attendee silent = Samples.member("a:1", 31);

        assertThat(decide(0, silent)).isInstanceOf(Decision.Join.class);
        assertThat(decide(4.9, silent)).isInstanceOf(Decision.Join.class);
        assertThat(decide(5, silent)).isEqualTo(new Decision.Form(List.of(silent)));
    }

    /** The database was away for a minute: all rows are old, and the living renew theirs now. */
    @Test
    void aRowThatIsRenewedWhileItIsWatchedStartsTheWatchAnew() {
        decide(0, Samples.member("a:1", 60));
        decide(3, Samples.member("a:1", 50));

        assertThat(decide(6, Samples.member("a:1", 50))).isInstanceOf(Decision.Join.class);
    }

    @Test
    void aProcessThatIsGoneFromThisMachineIsNotWaitedFor() {
        Meeting knowing = new Meeting(SELF, SETTINGS, offer -> offer.process() == 7);
        Offer gone = new Offer("1.0.0", "here", 7, Map.of(), Samples.OFFER.reads(), Samples.OFFER.writes());
        Attendee killed = Samples.offering(Samples.member("a:1", 0), gone);

        assertThat(knowing.decide(new Attendees(1, List.of(killed)), List.of(), 0))
                .isEqualTo(new Decision.Form(List.of(killed)));
    }

    @Test
    void membersOfAnOlderClusterAreNotJoinedButKeepOthersFromForming() {
        Decision decision = meeting.decide(new Attendees(2, List.of(Samples.member("a:1", 0))), List.of(), 0);

        assertThat(decision).isInstanceOf(Decision.Join.class);
        assertThat(((Decision.Join) decision).addresses()).isEmpty();
    }

    @Test
    void fellowsOfTheSameClusterKeepNobodyFromAnything() {
        Attendee fellow = Samples.member("a:1", 0);

        assertThat(meeting.decide(
                        new Attendees(1, List.of(fellow)),
                        List.of(new Peer("a:1", fellow.peer().incarnation())),
                        0))
                .isEqualTo(new Decision.Form(List.of()));
    }
}
