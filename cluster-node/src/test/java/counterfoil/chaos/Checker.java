package counterfoil.chaos;

import counterfoil.chaos.Operation.Append;
import counterfoil.chaos.Operation.Read;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Holds what clients saw against the order in the journal. Nothing is searched: the journal names the order S in which the
 * appends of an entity took effect, so a history is linearizable exactly if operations can be placed in time along S.
 *
 * <p>With {@code ret} and {@code inv} for the instants at which an operation returned and was invoked, and every comparison
 * strict, since an instant shared by two operations orders nothing:
 *
 * <ul>
 *   <li>(a) each acknowledged append is in S once; any other at most once;
 *   <li>(b) no append that was refused is in S; one of unknown outcome may or may not be;
 *   <li>(c) ret(a) &lt; inv(b) puts a before b in S. Walking along S with the latest {@code inv} seen so far, an append whose
 *       {@code ret} is earlier stands too late;
 *   <li>(d) a read shows a beginning of S, and its newest is the last of it. It is at least as long as the place of every
 *       append that had returned, and as every read that had returned, before the read began: one pass over the instants,
 *       sorted, with the longest so far;
 *   <li>(e) no append that the read shows was invoked after the read had returned: the latest {@code inv} of each beginning of
 *       S is known from (c).
 * </ul>
 *
 * <p>Everything is proportional to the number of operations and of numbers shown in reads, but for sorting by time.
 */
final class Checker {
    private static final long NEVER = Long.MAX_VALUE;

    private final Map<String, List<Entry>> journal;
    private final Verdict verdict = new Verdict();

    private Checker(Map<String, List<Entry>> journal) {
        this.journal = journal;
    }

    /**
     * Judges a history.
     *
     * @param operations of all clients, in any order
     * @param journal the appends of each entity in the order of sequence numbers
     */
    static Verdict check(List<Operation> operations, Map<String, List<Entry>> journal) {
        Checker checker = new Checker(journal);
        Map<String, List<Operation>> byEntity = new LinkedHashMap<>();
        journal.keySet().forEach(entity -> byEntity.put(entity, new ArrayList<>()));
        operations.forEach(operation -> byEntity.computeIfAbsent(operation.entity(), any -> new ArrayList<>())
                .add(operation));
        byEntity.forEach((entity, ofEntity) -> checker.new Entity(entity, ofEntity).check());
        checker.verdict.checked(operations.size());
        return checker.verdict;
    }

    /** The history of one entity. */
    private final class Entity {
        private final String name;
        private final List<Append> appends = new ArrayList<>();
        private final List<Read> reads = new ArrayList<>();

        /** The appends that took effect, in the order of S. */
        private final List<Append> order = new ArrayList<>();

        /** Place in S from 1, by number of operation. */
        private final Map<Integer, Integer> places = new HashMap<>();

        /** Of the first n of S, the latest instant of invocation. */
        private long[] latestInvoked = {Long.MIN_VALUE};

        Entity(String name, List<Operation> operations) {
            this.name = name;
            for (Operation operation : operations) {
                switch (operation) {
                    case Append append -> appends.add(append);
                    case Read read -> {
                        if (read.isOk()) {
                            reads.add(read);
                        }
                    }
                }
            }
        }

        void check() {
            place();
            outcomes();
            realTime();
            reads.sort(Comparator.comparingLong(Read::invoked));
            List<Floor> floors = floors();
            int next = 0;
            Floor highest = null;
            for (Read read : reads) {
                while (next < floors.size() && floors.get(next).at < read.invoked()) {
                    Floor floor = floors.get(next++);
                    highest = highest == null || floor.length > highest.length ? floor : highest;
                }
                judge(read, highest);
            }
        }

        /** Fills the order from the journal; what stands there twice or without an operation is a breach of its own. */
        private void place() {
            Map<Integer, Append> byNumber = new HashMap<>();
            appends.forEach(append -> byNumber.put(append.number(), append));
            for (Entry entry : journal.getOrDefault(name, List.of())) {
                Append append = byNumber.get(entry.number());
                if (append == null || !append.commands().contains(entry.command())) {
                    verdict.add(Rule.FOREIGN, name + " at " + entry.sequenceNumber() + ": " + entry);
                } else if (places.putIfAbsent(entry.number(), order.size() + 1) != null) {
                    verdict.add(Rule.TWICE, name + " at " + entry.sequenceNumber() + " again: " + shown(append));
                } else {
                    order.add(append);
                }
            }
        }

        /** Rules (a) and (b). */
        private void outcomes() {
            for (Append append : appends) {
                boolean isThere = places.containsKey(append.number());
                switch (append.outcome()) {
                    case OK -> {
                        if (!isThere) {
                            verdict.add(Rule.LOST, shown(append));
                        }
                    }
                    case FAILED -> {
                        if (isThere) {
                            verdict.add(Rule.REFUSED_AND_DONE, shown(append));
                        }
                    }
                    case UNKNOWN -> {}
                }
            }
        }

        /** Rule (c), and the latest invocations that (e) needs. */
        private void realTime() {
            latestInvoked = new long[order.size() + 1];
            latestInvoked[0] = Long.MIN_VALUE;
            Append latest = null;
            for (int i = 0; i < order.size(); i++) {
                Append append = order.get(i);
                if (latest != null && returned(append) < latest.invoked()) {
                    verdict.add(Rule.OUT_OF_ORDER, shown(latest) + " stands before " + shown(append));
                }
                if (latest == null || append.invoked() > latest.invoked()) {
                    latest = append;
                }
                latestInvoked[i + 1] = latest.invoked();
            }
        }

        /** From an instant on, the least length of reads that begin later, and why. */
        private record Floor(long at, int length, Operation why, Rule rule) {}

        private List<Floor> floors() {
            List<Floor> floors = new ArrayList<>();
            for (Append append : order) {
                if (append.isOk()) {
                    int place = places.getOrDefault(append.number(), 0);
                    floors.add(new Floor(append.returned(), place, append, Rule.OWN_WRITE_MISSING));
                }
            }
            for (Read read : reads) {
                floors.add(new Floor(read.returned(), read.seen().length, read, Rule.WENT_BACK));
            }
            floors.sort(Comparator.comparingLong(Floor::at));
            return floors;
        }

        /** Rules (d) and (e). */
        private void judge(Read read, @Nullable Floor floor) {
            int length = read.seen().length;
            if (floor != null && length < floor.length) {
                verdict.add(floor.rule, shown(read) + ", not the " + floor.length + " after " + shown(floor.why));
            }
            if (!isPrefix(read)) {
                verdict.add(Rule.NO_PREFIX, shown(read) + " with " + strangers(read));
            } else if (latestInvoked[length] > read.returned()) {
                verdict.add(Rule.FROM_THE_FUTURE, shown(read));
            }
        }

        /** So many different places, none beyond their number, are exactly the first ones. */
        private boolean isPrefix(Read read) {
            int length = read.seen().length;
            Set<Integer> different = new HashSet<>(2 * length);
            for (int number : read.seen()) {
                int place = places.getOrDefault(number, Integer.MAX_VALUE);
                if (place > length || !different.add(place)) {
                    return false;
                }
            }
            return length == 0 ? read.last() == 0 : places.getOrDefault(read.last(), 0) == length;
        }

        private String strangers(Read read) {
            List<String> strangers = new ArrayList<>();
            for (int number : read.seen()) {
                int place = places.getOrDefault(number, Integer.MAX_VALUE);
                if (place > read.seen().length && strangers.size() < 5) {
                    strangers.add(number + (place == Integer.MAX_VALUE ? " (nowhere)" : " (place " + place + ")"));
                }
            }
            return strangers + ", newest " + read.last() + " at place " + places.getOrDefault(read.last(), 0);
        }
    }

    /** When the outcome was known; what is not known to be done may be done at any later time. */
    private static long returned(Append append) {
        return append.isOk() ? append.returned() : NEVER;
    }

    private static String shown(Operation operation) {
        String what = switch (operation) {
            case Append append -> "append " + append.number() + " (" + append.outcome() + ")";
            case Read read -> "read " + read.number() + " of " + read.seen().length;
        };
        List<Attempt> attempts = operation.attempts();
        String through =
                attempts.isEmpty() ? "" : " through " + attempts.getLast().node();
        return what + " on " + operation.entity() + through + " [" + millis(operation.invoked()) + ", "
                + millis(operation.returned()) + " ms]";
    }

    private static String millis(long nanos) {
        return Long.toString(nanos / 1_000_000);
    }
}
