package counterfoil.node.hold;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import counterfoil.protocol.Cause;
import counterfoil.protocol.Refusal;
import counterfoil.protocol.hold.Hold;
import counterfoil.protocol.hold.HoldCommand;
import counterfoil.protocol.hold.HoldEvent;
import counterfoil.protocol.hold.HoldKey;
import counterfoil.protocol.hold.HoldScope;
import counterfoil.protocol.hold.HoldView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.persistence.testkit.PersistenceTestKitPlugin;
import org.apache.pekko.persistence.testkit.javadsl.PersistenceTestKit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HoldEntityTest {
    private static final ActorTestKit KIT = ActorTestKit.create(PersistenceTestKitPlugin.getInstance()
            .config()
            .withFallback(ConfigFactory.parseString("pekko.persistence.testkit.events.serialize = off"))
            .withFallback(ConfigFactory.load()));
    private static final PersistenceTestKit JOURNAL = PersistenceTestKit.create(KIT.system());
    private static final Instant T0 = Instant.parse("2026-01-05T10:00:00Z");
    private static final HoldScope APPLE = new HoldScope("stock", "aapl");
    private static final int MAX_IN_FORCE = 3;

    private ActorRef<HoldCommand> register;

    @AfterAll
    static void shutDown() {
        KIT.shutdownTestKit();
    }

    @BeforeEach
    void start() {
        JOURNAL.clearAll();
        register = KIT.spawn(HoldEntity.create(HoldKey.REGISTER, MAX_IN_FORCE));
    }

    @AfterEach
    void stop() {
        KIT.stop(register);
    }

    @Test
    void aHoldCoversItsEntityAndNoOther() {
        place("h1", APPLE, "c1", "anna");
        assertThat(covering("stock|aapl")).containsExactly("h1");
        assertThat(covering("stock|aapl2")).isEmpty();
        assertThat(covering("listing|aapl")).isEmpty();
        place("h2", HoldScope.EVERYTHING, "c2", "anna");
        assertThat(covering("stock|aapl")).containsExactly("h1", "h2");
        assertThat(covering("user|u-1")).containsExactly("h2");
    }

    @Test
    void onePersonAloneReleasesNothing() {
        place("h1", APPLE, "c1", "anna");
        HoldView asked = release("h1", "c2", "bert", "b");
        assertThat(kept(asked).isInForce()).isTrue();
        assertThat(covering("stock|aapl")).containsExactly("h1");
        assertThat(release("h1", "c3", "bert", "b"))
                .isEqualTo(new HoldView.Refused(new Refusal.SecondPersonNeeded("h1", "bert")));
        assertThat(covering("stock|aapl")).containsExactly("h1");
        assertThat(events()).hasSize(2);
    }

    @Test
    void aSecondPersonReleasesWhatTheFirstAskedTo() {
        place("h1", APPLE, "c1", "anna");
        release("h1", "c2", "bert", "b");
        Hold released = kept(release("h1", "c3", "anna", "b"));
        assertThat(released.isInForce()).isFalse();
        assertThat(covering("stock|aapl")).isEmpty();
        assertThat(release("h1", "c4", "bert", "b"))
                .isInstanceOfSatisfying(
                        HoldView.Refused.class,
                        refused -> assertThat(refused.refusal()).isInstanceOf(Refusal.HoldOver.class));
        assertThat(events()).extracting(event -> event.cause().principal()).containsExactly("anna", "bert", "anna");
    }

    @Test
    void theSameCommandAgainIsAnsweredLikeTheFirst() {
        place("h1", APPLE, "c1", "anna");
        assertThat(place("h1", APPLE, "c1", "anna"))
                .isInstanceOfSatisfying(
                        HoldView.Kept.class,
                        again -> assertThat(again.replayed()).isTrue());
        release("h1", "c2", "bert", "b");
        assertThat(release("h1", "c2", "bert", "b"))
                .isInstanceOfSatisfying(
                        HoldView.Kept.class,
                        again -> assertThat(again.replayed()).isTrue());
        assertThat(release("h1", "c2", "bert", "other"))
                .isEqualTo(new HoldView.Refused(new Refusal.CommandReused("c2")));
        assertThat(events()).hasSize(2);
    }

    @Test
    void aHoldThatNobodyPlacedIsUnknown() {
        assertThat(release("h9", "c1", "anna", "b")).isEqualTo(new HoldView.Refused(new Refusal.UnknownHold("h9")));
        assertThat(ask(to -> new HoldCommand.GetHold("h9", to)))
                .isEqualTo(new HoldView.Refused(new Refusal.UnknownHold("h9")));
    }

    @Test
    void moreHoldsThanTheLimitAreRefusedAndReleasedOnesDoNotCount() {
        for (int i = 0; i < MAX_IN_FORCE; i++) {
            place("h" + i, APPLE, "c" + i, "anna");
        }
        assertThat(place("h3", APPLE, "c3", "anna"))
                .isEqualTo(new HoldView.Refused(new Refusal.LimitReached("hold.max-in-force", 3, 4)));
        release("h0", "r1", "anna", "b");
        release("h0", "r2", "bert", "b");
        assertThat(kept(place("h3", APPLE, "c3", "anna")).isInForce()).isTrue();
    }

    @Test
    void theListIsReadPartByPart() {
        for (int i = 0; i < MAX_IN_FORCE; i++) {
            place("h" + i, APPLE, "c" + i, "anna");
        }
        release("h1", "r1", "anna", "b");
        release("h1", "r2", "bert", "b");
        assertThat(page(0, 2, false)).isEqualTo(List.of("h0", "h1", 2));
        assertThat(page(2, 2, false)).isEqualTo(List.of("h2"));
        assertThat(page(0, 20, true)).isEqualTo(List.of("h0", "h2"));
    }

    @Test
    void holdsSurviveARestart() {
        place("h1", APPLE, "c1", "anna");
        release("h1", "c2", "bert", "b");
        KIT.stop(register);
        register = KIT.spawn(HoldEntity.create(HoldKey.REGISTER, MAX_IN_FORCE));
        assertThat(covering("stock|aapl")).containsExactly("h1");
        assertThat(kept(release("h1", "c3", "anna", "b")).isInForce()).isFalse();
    }

    @Test
    void recordedInstantsNeverRunBackwards() {
        place("h1", APPLE, "c1", "anna");
        Cause early = new Cause("c2", "bert", null, "r", T0.minusSeconds(60), "b", null);
        ask(to -> new HoldCommand.ReleaseHold("h1", early, to));
        assertThat(events()).extracting(event -> event.cause().recordedAt()).containsExactly(T0, T0);
    }

    private List<Object> page(int after, int limit, boolean onlyInForce) {
        HoldView.Page page = (HoldView.Page) ask(to -> new HoldCommand.ListHolds(after, limit, onlyInForce, to));
        List<Object> found = new ArrayList<>();
        page.holds().forEach(hold -> found.add(hold.holdId()));
        if (page.next() != null) {
            found.add(page.next());
        }
        return found;
    }

    private HoldView place(String holdId, HoldScope scope, String command, String principal) {
        return ask(to -> new HoldCommand.PlaceHold(holdId, scope, cause(command, principal, "b"), to));
    }

    private HoldView release(String holdId, String command, String principal, String bodyHash) {
        return ask(to -> new HoldCommand.ReleaseHold(holdId, cause(command, principal, bodyHash), to));
    }

    private List<String> covering(String persistenceId) {
        return ((HoldView.Coverage) ask(to -> new HoldCommand.FindCovering(persistenceId, to))).holdIds();
    }

    private static Hold kept(HoldView view) {
        return ((HoldView.Kept) view).hold();
    }

    private HoldView ask(Function<ActorRef<HoldView>, HoldCommand> command) {
        TestProbe<HoldView> probe = KIT.createTestProbe();
        register.tell(command.apply(probe.ref()));
        return probe.receiveMessage();
    }

    private static Cause cause(String command, String principal, String bodyHash) {
        return new Cause(command, principal, null, "request-1", T0, bodyHash, null);
    }

    private static List<HoldEvent> events() {
        return JOURNAL.persistedInStorage("hold|" + HoldKey.REGISTER).stream()
                .map(HoldEvent.class::cast)
                .toList();
    }
}
