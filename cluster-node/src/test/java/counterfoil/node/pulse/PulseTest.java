package counterfoil.node.pulse;

import static org.assertj.core.api.Assertions.assertThat;

import counterfoil.http.health.NodePulse.Condition;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The pulse by a clock that the test moves: late after 2 s, a grant good for 3 s. */
class PulseTest {
    private static final PulseSettings SETTINGS = new PulseSettings(
            Duration.ofMillis(100), Duration.ofSeconds(2), Duration.ofMillis(300), Duration.ofSeconds(3));

    /** Near the end of the numbers, because nanoTime may begin anywhere and overflow. */
    private long now = Long.MAX_VALUE - 1_000_000_000L;

    private Instant wall = Instant.parse("2026-11-22T10:00:00Z");
    private long databaseAnswered = now;
    private Pulse pulse;

    @BeforeEach
    void aNodeThatWasConfirmed() {
        pulse = new Pulse(SETTINGS, () -> wall, () -> now, () -> databaseAnswered);
        pass(100);
        databaseAnswered = now;
        pulse.grant(now);
    }

    private void pass(long millis) {
        now += Duration.ofMillis(millis).toNanos();
        wall = wall.plusMillis(millis);
    }

    /** Time in which the process runs, and a majority vouches for it if wanted. */
    private void live(int beats, boolean isVouchedFor) {
        for (int i = 0; i < beats; i++) {
            pass(100);
            databaseAnswered = now;
            if (isVouchedFor) {
                pulse.grant(now);
            }
            pulse.beat();
        }
    }

    @Test
    void aNodeIsPausedUntilMajorityAndDatabaseHaveAnsweredForTheFirstTime() {
        Pulse young = new Pulse(SETTINGS, () -> wall, () -> now, () -> databaseAnswered);
        assertThat(young.condition()).isEqualTo(Condition.PAUSED);

        pass(10);
        young.grant(now);
        assertThat(young.condition()).isEqualTo(Condition.PAUSED);
        assertThat(young.whenSteady().toCompletableFuture()).isNotDone();

        databaseAnswered = now;
        young.beat();
        assertThat(young.condition()).isEqualTo(Condition.STEADY);
        assertThat(young.whenSteady().toCompletableFuture()).isDone();
    }

    @Test
    void aPulseThatIsKeptAndVouchedForStaysSteady() {
        live(600, true);

        assertThat(pulse.condition()).isEqualTo(Condition.STEADY);
        assertThat(pulse.state().pauses()).isZero();
    }

    @Test
    void theFirstWhoAsksAfterAPauseIsToldThoughNoBeatHasCome() {
        live(10, true);
        long before = pulse.stretch();
        pass(2_101);

        assertThat(pulse.condition()).isEqualTo(Condition.PAUSED);
        assertThat(pulse.stretch()).isEqualTo(before + 1);
    }

    @Test
    void aBeatAfterAPauseDoesNotHideIt() {
        live(10, true);
        pass(25_000);
        pulse.beat();

        assertThat(pulse.condition()).isEqualTo(Condition.PAUSED);
        assertThat(pulse.state().pauses()).isEqualTo(1);
    }

    @Test
    void aPauseThatOnlyTheWallClockShowsIsOne() {
        live(10, true);
        wall = wall.plusSeconds(25);

        assertThat(pulse.condition()).isEqualTo(Condition.PAUSED);
    }

    @Test
    void answersToWhatWasAskedBeforeThePauseConfirmNothing() {
        live(10, true);
        long asked = now;
        pass(2_500);
        assertThat(pulse.condition()).isEqualTo(Condition.PAUSED);

        databaseAnswered = now + 1;
        pulse.grant(asked + 1);
        assertThat(pulse.condition()).isEqualTo(Condition.PAUSED);

        pass(50);
        databaseAnswered = asked;
        pulse.grant(now);
        assertThat(pulse.condition()).isEqualTo(Condition.PAUSED);

        databaseAnswered = now;
        pulse.beat();
        assertThat(pulse.condition()).isEqualTo(Condition.STEADY);
        assertThat(pulse.stretch()).isEqualTo(1);
    }

    @Test
    void aGrantEndsByItself() {
        live(10, true);
        live(30, false);
        assertThat(pulse.condition()).isEqualTo(Condition.STEADY);

        live(1, false);
        assertThat(pulse.condition()).isEqualTo(Condition.NO_MAJORITY);
        assertThat(pulse.hasMajority()).isFalse();

        live(1, true);
        assertThat(pulse.condition()).isEqualTo(Condition.STEADY);
    }

    @Test
    void aGrantCountsFromTheQuestionHoweverLateTheAnswerCame() {
        live(10, true);
        long asked = now;
        live(35, false);
        pulse.grant(asked + 1);

        assertThat(pulse.condition()).isEqualTo(Condition.NO_MAJORITY);
    }

    @Test
    void anOlderAnswerDoesNotTakeBackANewerGrant() {
        live(10, true);
        pulse.grant(now - Duration.ofSeconds(2).toNanos());
        live(25, false);

        assertThat(pulse.condition()).isEqualTo(Condition.STEADY);
    }
}
