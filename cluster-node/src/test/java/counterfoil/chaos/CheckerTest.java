package counterfoil.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import counterfoil.chaos.Operation.Append;
import counterfoil.chaos.Operation.Read;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** For every rule a history that keeps it and one that breaks it: a checker that cannot fail proves nothing. */
class CheckerTest {
    private static final String STOCK = "stock";

    @Test
    void anAcknowledgedAppendIsInTheJournalOnce() {
        Append one = append(1, 0, 10, Outcome.OK);
        assertThat(broken(journal(1), one)).isEmpty();
        assertThat(broken(journal(), one)).containsOnlyKeys(Rule.LOST);
        assertThat(broken(journal(1, 1), one)).containsOnlyKeys(Rule.TWICE);
    }

    @Test
    void ofAnEntityThatTheJournalDoesNotKnowEverythingIsLost() {
        assertThat(Checker.check(List.of(append(1, 0, 10, Outcome.OK)), Map.of())
                        .counts())
                .containsOnlyKeys(Rule.LOST);
    }

    @Test
    void aRefusedAppendIsNotInTheJournal() {
        Append refused = append(1, 0, 10, Outcome.FAILED);
        assertThat(broken(journal(), refused)).isEmpty();
        assertThat(broken(journal(1), refused)).containsOnlyKeys(Rule.REFUSED_AND_DONE);
    }

    @Test
    void anAppendOfUnknownOutcomeMayTakeEffectOrNotButNotTwice() {
        Append unknown = append(1, 0, 10, Outcome.UNKNOWN);
        assertThat(broken(journal(), unknown)).isEmpty();
        assertThat(broken(journal(1), unknown)).isEmpty();
        assertThat(broken(journal(1, 1), unknown)).containsOnlyKeys(Rule.TWICE);
    }

    @Test
    void aSecondCommandOfTheSameAppendIsADuplicate() {
        Append retried = new Append(1, STOCK, 0, 10, Outcome.OK, List.of(), List.of("command-1", "other-key"));
        List<Entry> twice = List.of(new Entry(2, 1, "command-1", "w"), new Entry(3, 1, "other-key", "w"));
        assertThat(Checker.check(List.of(retried), Map.of(STOCK, twice)).counts())
                .containsOnlyKeys(Rule.TWICE);
    }

    @Test
    void whatReturnedBeforeAnotherWasInvokedStandsBeforeIt() {
        Append early = append(1, 0, 10, Outcome.OK);
        Append late = append(2, 11, 20, Outcome.OK);
        assertThat(broken(journal(1, 2), early, late)).isEmpty();
        assertThat(broken(journal(2, 1), early, late)).containsOnlyKeys(Rule.OUT_OF_ORDER);
        Append concurrent = append(2, 10, 20, Outcome.OK);
        assertThat(broken(journal(2, 1), early, concurrent)).isEmpty();
    }

    /** The one that stands too late need not stand next to the one before which it belongs. */
    @Test
    void anOrderIsWrongOverAnyDistance() {
        Append first = append(1, 0, 10, Outcome.OK);
        Append wide = append(2, 5, 100, Outcome.OK);
        Append last = append(3, 11, 20, Outcome.OK);
        assertThat(broken(journal(3, 2, 1), first, wide, last)).containsOnlyKeys(Rule.OUT_OF_ORDER);
        assertThat(broken(journal(1, 2, 3), first, wide, last)).isEmpty();
        assertThat(broken(journal(1, 3, 2), first, wide, last)).isEmpty();
    }

    @Test
    void anAppendOfUnknownOutcomeMayTakeEffectMuchLater() {
        Append unknown = append(1, 0, 10, Outcome.UNKNOWN);
        Append later = append(2, 100, 110, Outcome.OK);
        assertThat(broken(journal(2, 1), unknown, later)).isEmpty();
        Append earlier = append(2, 0, 10, Outcome.OK);
        Append afterIt = append(1, 20, 30, Outcome.UNKNOWN);
        assertThat(broken(journal(1, 2), earlier, afterIt)).containsOnlyKeys(Rule.OUT_OF_ORDER);
    }

    @Test
    void aReadShowsABeginningOfTheOrder() {
        Append one = append(1, 0, 100, Outcome.OK);
        Append two = append(2, 0, 100, Outcome.OK);
        assertThat(broken(journal(1, 2), one, two, read(9, 5, 6, 1))).isEmpty();
        assertThat(broken(journal(1, 2), one, two, read(9, 5, 6, 1, 2))).isEmpty();
        assertThat(broken(journal(1, 2), one, two, read(9, 5, 6))).isEmpty();
        assertThat(broken(journal(1, 2), one, two, read(9, 5, 6, 2))).containsOnlyKeys(Rule.NO_PREFIX);
        assertThat(broken(journal(1, 2), one, two, read(9, 5, 6, 1, 1))).containsOnlyKeys(Rule.NO_PREFIX);
        assertThat(broken(journal(1), one, append(7, 0, 1, Outcome.UNKNOWN), read(9, 5, 6, 1, 7)))
                .containsOnlyKeys(Rule.NO_PREFIX);
    }

    @Test
    void whatAReadCallsTheNewestIsTheLastOfWhatItShows() {
        Append one = append(1, 0, 100, Outcome.OK);
        Append two = append(2, 0, 100, Outcome.OK);
        Read torn = new Read(9, STOCK, 5, 6, Outcome.OK, List.of(), new int[] {1, 2}, 1, false);
        assertThat(broken(journal(1, 2), one, two, torn)).containsOnlyKeys(Rule.NO_PREFIX);
    }

    @Test
    void aReadShowsWhatHadReturnedBeforeItBegan() {
        Append one = append(1, 0, 10, Outcome.OK);
        assertThat(broken(journal(1), one, read(9, 11, 20, 1))).isEmpty();
        assertThat(broken(journal(1), one, read(9, 10, 20))).isEmpty();
        assertThat(broken(journal(1), one, read(9, 11, 20))).containsOnlyKeys(Rule.OWN_WRITE_MISSING);
    }

    @Test
    void aReadShowsNoLessThanOneThatReturnedBeforeItBegan() {
        Append one = append(1, 0, 100, Outcome.OK);
        Append two = append(2, 0, 100, Outcome.OK);
        Read more = read(8, 5, 6, 1, 2);
        assertThat(broken(journal(1, 2), one, two, more, read(9, 7, 8, 1, 2))).isEmpty();
        assertThat(broken(journal(1, 2), one, two, more, read(9, 6, 8, 1))).isEmpty();
        assertThat(broken(journal(1, 2), one, two, more, read(9, 7, 8, 1))).containsOnlyKeys(Rule.WENT_BACK);
    }

    @Test
    void aReadShowsNothingThatWasInvokedAfterItReturned() {
        Append late = append(1, 20, 30, Outcome.OK);
        assertThat(broken(journal(1), late, read(9, 5, 20, 1))).isEmpty();
        assertThat(broken(journal(1), late, read(9, 5, 19, 1))).containsOnlyKeys(Rule.FROM_THE_FUTURE);
    }

    @Test
    void aReadWithoutAnAnswerSaysNothing() {
        Append one = append(1, 0, 10, Outcome.OK);
        Read none = new Read(9, STOCK, 11, 20, Outcome.FAILED, List.of(), new int[0], 0, false);
        assertThat(broken(journal(1), one, none)).isEmpty();
    }

    @Test
    void theJournalHasNothingThatNobodyAskedFor() {
        Append one = append(1, 0, 10, Outcome.OK);
        assertThat(broken(journal(1, 5), one)).containsOnlyKeys(Rule.FOREIGN);
        List<Entry> underAnotherId = List.of(new Entry(2, 1, "nobody's", "w"));
        assertThat(Checker.check(List.of(append(1, 0, 10, Outcome.UNKNOWN)), Map.of(STOCK, underAnotherId))
                        .counts())
                .containsOnlyKeys(Rule.FOREIGN);
    }

    @Test
    void entitiesHaveOrdersOfTheirOwn() {
        Append here = append(1, 0, 10, Outcome.OK);
        Append there = new Append(2, "other", 20, 30, Outcome.OK, List.of(), List.of("command-2"));
        Map<String, List<Entry>> journal = Map.of(STOCK, entries(1), "other", entries(2));
        assertThat(Checker.check(List.of(there, here), journal).isClean()).isTrue();
        assertThat(Checker.check(List.of(there, here), Map.of(STOCK, entries(1, 2)))
                        .counts())
                .containsOnlyKeys(Rule.FOREIGN, Rule.LOST);
    }

    @Test
    void aVerdictNamesWhatItFound() {
        Verdict verdict = Checker.check(List.of(append(4711, 0, 10_000_000, Outcome.OK)), journal());
        assertThat(verdict).hasToString("""
                1 breaches in 1 operations
                  (a) an acknowledged append is not in the journal: 1
                      append 4711 (OK) on stock [0, 10 ms]""");
    }

    private static Map<Rule, Integer> broken(Map<String, List<Entry>> journal, Operation... operations) {
        return Checker.check(Arrays.asList(operations), journal).counts();
    }

    private static Map<String, List<Entry>> journal(int... numbers) {
        return Map.of(STOCK, entries(numbers));
    }

    private static List<Entry> entries(int... numbers) {
        return IntStream.range(0, numbers.length)
                .mapToObj(i -> new Entry(i + 2, numbers[i], "command-" + numbers[i], "writer"))
                .toList();
    }

    private static Append append(int number, long invoked, long returned, Outcome outcome) {
        return new Append(number, STOCK, invoked, returned, outcome, List.of(), List.of("command-" + number));
    }

    private static Read read(int number, long invoked, long returned, int... seen) {
        int last = seen.length == 0 ? 0 : seen[seen.length - 1];
        return new Read(number, STOCK, invoked, returned, Outcome.OK, List.of(), seen, last, false);
    }
}
