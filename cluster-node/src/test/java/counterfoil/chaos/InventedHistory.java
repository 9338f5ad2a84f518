package counterfoil.chaos;

import counterfoil.chaos.Operation.Append;
import counterfoil.chaos.Operation.Read;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A history that is linearizable because it is made from a line: every operation gets an instant at which it takes effect,
 * and is then stretched in time around that instant.
 *
 * @param operations in a random order
 * @param journal the appends that took effect, by entity
 */
record InventedHistory(List<Operation> operations, Map<String, List<Entry>> journal) {
    private static final int STRETCH = 50;

    /** So many operations on so many entities, a third of them appends. */
    static InventedHistory of(Random random, int operations, int entities) {
        Map<String, List<Entry>> journal = new HashMap<>();
        List<Operation> all = new ArrayList<>(operations);
        for (int number = 1; number <= operations; number++) {
            String entity = "stock-" + random.nextInt(entities);
            List<Entry> order = journal.computeIfAbsent(entity, any -> new ArrayList<>());
            long effect = 10L * number;
            long invoked = effect - random.nextInt(STRETCH);
            long returned = effect + random.nextInt(STRETCH);
            all.add(
                    random.nextInt(3) == 0
                            ? append(random, number, entity, order, invoked, returned)
                            : read(number, entity, order, invoked, returned));
        }
        Collections.shuffle(all, random);
        return new InventedHistory(all, journal);
    }

    private static Append append(
            Random random, int number, String entity, List<Entry> order, long invoked, long returned) {
        Outcome outcome = switch (random.nextInt(10)) {
            case 0 -> Outcome.FAILED;
            case 1, 2 -> Outcome.UNKNOWN;
            default -> Outcome.OK;
        };
        if (outcome == Outcome.OK || (outcome == Outcome.UNKNOWN && random.nextBoolean())) {
            order.add(new Entry(order.size() + 2, number, "command-" + number, "writer"));
        }
        return new Append(number, entity, invoked, returned, outcome, List.of(), List.of("command-" + number));
    }

    private static Read read(int number, String entity, List<Entry> order, long invoked, long returned) {
        int[] seen = order.stream().mapToInt(Entry::number).toArray();
        int last = seen.length == 0 ? 0 : seen[seen.length - 1];
        return new Read(number, entity, invoked, returned, Outcome.OK, List.of(), seen, last, false);
    }

    Verdict judged() {
        return Checker.check(operations, journal);
    }
}
