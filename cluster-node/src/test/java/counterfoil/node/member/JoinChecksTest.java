package counterfoil.node.member;

import static org.assertj.core.api.Assertions.assertThat;

import counterfoil.persistence.member.Attendee;
import counterfoil.persistence.member.Offer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Why a node refuses to join; every reason is one line that names what is wrong. */
class JoinChecksTest {
    private static final Duration MOST = Duration.ofSeconds(2);
    private static final Instant THERE = Samples.NOON;

    private static Offer offer(Map<String, String> traits, Set<String> reads, Set<String> writes) {
        return new Offer("1.0.0", "", 1, traits, reads, writes);
    }

    private static Attendee bringing(Offer offer) {
        return Samples.offering(Samples.member("a:1", 0), offer);
    }

    /** Asked at noon plus offset, answered noon; half of the round trip lies before the answer. */
    @ParameterizedTest
    @CsvSource({
        "0, 10, false",
        "1990, 10, false",
        "2010, 10, true",
        "-2020, 10, true",
        "-1990, 10, false",
        // The middle of the question is 1 s after it was asked, so 3 s after noon; but 1 s of that is in doubt.
        "2000, 2000, false",
        "2500, 2000, true"
    })
    void aClockThatIsOffByMoreThanTheLimitIsRefusedWhateverTheRoundTripHides(
            long offsetMillis, long roundTripMillis, boolean isRefused) {
        ClockReading reading =
                ClockReading.of(THERE.plusMillis(offsetMillis), THERE, Duration.ofMillis(roundTripMillis));

        assertThat(JoinChecks.ofClock(reading, MOST).isPresent()).isEqualTo(isRefused);
    }

    @Test
    void theRefusalOfAClockTellsBySecondsAndDirection() {
        ClockReading behind = ClockReading.of(THERE.minusMillis(3_500), THERE, Duration.ZERO);

        assertThat(JoinChecks.ofClock(behind, MOST).orElseThrow())
                .contains("3.5 s behind the database's")
                .contains("2.0 s are allowed");
    }

    @Test
    void eventsOfTheJournalThatThisReleaseCannotReadAreNamed() {
        Offer mine = offer(Map.of(), Set.of("a.B.v1"), Set.of("a.B.v1"));

        assertThat(JoinChecks.ofJournal(mine, List.of("a.B.v1"))).isEmpty();
        assertThat(JoinChecks.ofJournal(mine, List.of("a.B.v1", "a.B.v2")).orElseThrow())
                .contains("release 1.0.0 cannot read: a.B.v2");
    }

    @Test
    void aMemberThatWritesWhatThisReleaseCannotReadIsNamed() {
        Offer mine = offer(Map.of(), Set.of("a.B.v1"), Set.of("a.B.v1"));
        Offer newer = offer(Map.of(), Set.of("a.B.v1", "a.B.v2"), Set.of("a.B.v2"));

        assertThat(JoinChecks.ofMembers(mine, List.of(bringing(newer))).orElseThrow())
                .contains("node a:1")
                .contains("a.B.v2");
        assertThat(JoinChecks.ofMembers(newer, List.of(bringing(mine))).orElseThrow())
                .contains("node a:1")
                .contains("a.B.v2");
    }

    /** The first of two steps of an upgrade: the release before it can read what the next one writes. */
    @Test
    void aReleaseThatReadsMoreThanItWritesFitsToTheOneBefore() {
        Offer before = offer(Map.of(), Set.of("a.B.v1"), Set.of("a.B.v1"));
        Offer reading = offer(Map.of(), Set.of("a.B.v1", "a.B.v2"), Set.of("a.B.v1"));

        assertThat(JoinChecks.ofMembers(reading, List.of(bringing(before)))).isEmpty();
        assertThat(JoinChecks.ofMembers(before, List.of(bringing(reading)))).isEmpty();
    }

    @Test
    void anotherNumberOfShardsIsRefusedWithBothNumbers() {
        Offer mine = offer(Map.of("number of shards", "64"), Samples.OFFER.reads(), Samples.OFFER.writes());

        assertThat(JoinChecks.ofMembers(mine, List.of(Samples.member("a:1", 0))).orElseThrow())
                .contains("64 here, 128 there")
                .contains("pekko.cluster.sharding.number-of-shards");
    }

    @Test
    void fingerprintsOfKeysAreNotShown() {
        Offer mine = offer(Map.of("master key", "1111"), Set.of(), Set.of());
        Offer theirs = offer(Map.of("master key", "2222"), Set.of(), Set.of());

        assertThat(JoinChecks.ofMembers(mine, List.of(bringing(theirs))).orElseThrow())
                .contains("COUNTERFOIL_MASTER_KEY")
                .doesNotContain("1111")
                .doesNotContain("2222");
    }

    /** A key is changed node by node: old, then both, then new. */
    @ParameterizedTest
    @CsvSource({"old, old new, true", "old new, new old, true", "new, old new, true", "old, new, false"})
    void whileAKeyIsChangedOneInCommonIsEnough(String mine, String theirs, boolean fits) {
        Offer here = offer(Map.of("master key", mine), Set.of(), Set.of());
        Offer there = offer(Map.of("master key", theirs), Set.of(), Set.of());

        Optional<String> refusal = JoinChecks.ofMembers(here, List.of(bringing(there)));

        assertThat(refusal.isEmpty()).isEqualTo(fits);
    }
}
