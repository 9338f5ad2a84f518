package counterfoil.domain.statistics;

import counterfoil.market.Closes;
import java.util.Arrays;

/**
 * The closes of an instrument and a benchmark on the dates that both have. Returns go from one such date to the next, so
 * both are over the same spans also where one market was closed.
 *
 * @param closes of the instrument
 * @param benchmark of the benchmark, on the same dates
 * @param unmatched closes of the instrument, from the first date on that is asked for, that the benchmark has not
 * @param benchmarkUnmatched closes of the benchmark that the instrument has not
 */
record Matched(Closes closes, Closes benchmark, int unmatched, int benchmarkUnmatched) {

    static Matched of(Closes closes, Closes benchmark, int fromDay) {
        int most = Math.min(closes.size(), benchmark.size());
        int[] days = new int[most];
        double[] mine = new double[most];
        double[] theirs = new double[most];
        int size = 0;
        int asked = 0;
        int i = 0;
        int k = 0;
        while (i < closes.size() && k < benchmark.size()) {
            int order = Integer.compare(closes.day(i), benchmark.day(k));
            if (order == 0) {
                days[size] = closes.day(i);
                mine[size] = closes.close(i);
                theirs[size] = benchmark.close(k);
                asked += days[size] >= fromDay ? 1 : 0;
                size++;
            }
            i += order <= 0 ? 1 : 0;
            k += order >= 0 ? 1 : 0;
        }
        int[] common = Arrays.copyOf(days, size);
        return new Matched(
                new Closes(common, Arrays.copyOf(mine, size)),
                new Closes(common.clone(), Arrays.copyOf(theirs, size)),
                closes.size() - closes.indexAtOrAfter(fromDay) - asked,
                benchmark.size() - benchmark.indexAtOrAfter(fromDay) - asked);
    }

    /** Those of a range, and the dates before it that the first return begins on. */
    Matched from(int fromDay) {
        int base = baseOf(closes, fromDay);
        return new Matched(
                closes.slice(base, closes.size()),
                benchmark.slice(base, benchmark.size()),
                unmatched,
                benchmarkUnmatched);
    }

    /** Index of the close from which the first return of a range goes: the last before it, else its first. */
    static int baseOf(Closes closes, int fromDay) {
        return Math.max(0, closes.indexAtOrAfter(fromDay) - 1);
    }

    /** Number of returns. */
    int size() {
        return Math.max(0, closes.size() - 1);
    }
}
