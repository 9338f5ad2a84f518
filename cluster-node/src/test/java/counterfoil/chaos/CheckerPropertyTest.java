package counterfoil.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import counterfoil.chaos.Operation.Append;
import counterfoil.chaos.Operation.Read;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Whatever is made from a line passes, and what is then damaged does not. */
class CheckerPropertyTest {
    private static final int MILLION = 1_000_000;

    @Property(tries = 200)
    void historiesMadeFromALinePass(@ForAll long seed) {
        InventedHistory history = InventedHistory.of(new Random(seed), 300, 3);
        assertThat(history.judged().isClean()).as(history.judged().toString()).isTrue();
    }

    @Property(tries = 200)
    void aRowTakenFromTheJournalIsMissed(@ForAll long seed) {
        Random random = new Random(seed);
        InventedHistory history = InventedHistory.of(random, 300, 3);
        Append victim = acknowledged(history, random);
        List<Entry> order = new ArrayList<>(history.journal().get(victim.entity()));
        order.removeIf(entry -> entry.number() == victim.number());
        assertThat(with(history, victim.entity(), order).judged().count(Rule.LOST))
                .isEqualTo(1);
    }

    @Property(tries = 200)
    void aRowThatStandsTwiceIsFound(@ForAll long seed) {
        Random random = new Random(seed);
        InventedHistory history = InventedHistory.of(random, 300, 3);
        Append victim = acknowledged(history, random);
        List<Entry> order = new ArrayList<>(history.journal().get(victim.entity()));
        order.add(new Entry(order.size() + 2, victim.number(), victim.commands().getFirst(), "writer"));
        assertThat(with(history, victim.entity(), order).judged().count(Rule.TWICE))
                .isEqualTo(1);
    }

    /** The last append of an entity moved to its beginning, with enough others that returned before it. */
    @Property(tries = 200)
    void aRowThatWasMovedIsFound(@ForAll long seed) {
        InventedHistory history = InventedHistory.of(new Random(seed), 300, 3);
        String entity = history.journal().keySet().iterator().next();
        List<Entry> order = new ArrayList<>(history.journal().get(entity));
        order.addFirst(order.removeLast());
        assertThat(with(history, entity, order).judged().count(Rule.OUT_OF_ORDER))
                .isPositive();
    }

    /** An old state served long after: a read of nothing, or of one less, at the end of everything. */
    @Property(tries = 200)
    void aReadOfAnOldStateIsFound(@ForAll long seed) {
        Random random = new Random(seed);
        InventedHistory history = InventedHistory.of(random, 300, 3);
        String entity = acknowledged(history, random).entity();
        int[] all = history.journal().getOrDefault(entity, List.of()).stream()
                .mapToInt(Entry::number)
                .toArray();
        long late = 1_000_000;
        Read old = new Read(
                9_999,
                entity,
                late,
                late + 1,
                Outcome.OK,
                List.of(),
                Arrays.copyOf(all, all.length - 1),
                all.length < 2 ? 0 : all[all.length - 2],
                true);
        Read whole =
                new Read(9_998, entity, late - 2, late - 1, Outcome.OK, List.of(), all, all[all.length - 1], false);
        List<Operation> operations = new ArrayList<>(history.operations());
        operations.add(old);
        operations.add(whole);
        assertThat(new InventedHistory(operations, history.journal()).judged().total())
                .isEqualTo(1);
    }

    /** A million operations take seconds, and twice as many no more than about twice as long. */
    @Test
    void aMillionOperationsAreChecked() {
        long half = nanosOf(InventedHistory.of(new Random(1), MILLION / 2, 2_500));
        long whole = nanosOf(InventedHistory.of(new Random(2), MILLION, 5_000));
        System.out.printf(
                "checker: 500,000 operations in %,d ms, 1,000,000 in %,d ms%n", half / 1_000_000, whole / 1_000_000);
        assertThat(Duration.ofNanos(whole)).isLessThan(Duration.ofSeconds(60));
        assertThat((double) whole / half).isLessThan(5);
    }

    private static long nanosOf(InventedHistory history) {
        history.judged();
        long begin = System.nanoTime();
        Verdict verdict = history.judged();
        long nanos = System.nanoTime() - begin;
        assertThat(verdict.isClean()).as(verdict.toString()).isTrue();
        return nanos;
    }

    private static Append acknowledged(InventedHistory history, Random random) {
        List<Append> acknowledged = history.operations().stream()
                .filter(operation -> operation instanceof Append && operation.isOk())
                .map(Append.class::cast)
                .toList();
        return acknowledged.get(random.nextInt(acknowledged.size()));
    }

    private static InventedHistory with(InventedHistory history, String entity, List<Entry> order) {
        Map<String, List<Entry>> journal = new HashMap<>(history.journal());
        journal.put(entity, order);
        return new InventedHistory(history.operations(), journal);
    }
}
