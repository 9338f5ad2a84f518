package counterfoil.http.stock;

import counterfoil.market.Closes;
import counterfoil.market.StatisticsParameters;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Computes statistics of closes, which two stocks may have answered: the node's pure domain behind one door. */
public interface Statistics {
    /** All statistics of what is asked. Takes a millisecond or so, and waits for nothing. */
    Computed compute(Asked asked);

    /**
     * Of which closes.
     *
     * @param closes of the instrument, up to the last date; those before {@code from} give the first return its base
     * @param from first date of the returns
     */
    record Asked(Closes closes, Comparison benchmark, LocalDate from, StatisticsParameters parameters) {}

    /** What to compare with. */
    sealed interface Comparison {
        /** Closes of another instrument, from and to the same dates. */
        record Given(Closes closes) implements Comparison {}

        /** An instrument whose prices cannot be compared. */
        record InOtherCurrency() implements Comparison {}

        /** Nothing. */
        record None() implements Comparison {}
    }

    /**
     * What came out.
     *
     * @param metrics in the order of the catalogue
     * @param extent null when there is no return
     * @param match how the benchmark's dates met the instrument's; null when nothing was compared
     * @param rolling null when none was asked for, or none can be computed
     */
    record Computed(
            List<Metric> metrics,
            @Nullable Extent extent,
            Dates dates,
            @Nullable Match match,
            @Nullable Rolling rolling) {
        /** Copies the metrics. */
        public Computed {
            metrics = List.copyOf(metrics);
        }
    }

    /**
     * One statistic.
     *
     * @param value null when it is undefined; then {@code reason} says why
     * @param meaning its definition in a sentence
     * @param source the work that the definition follows
     * @param check what its values are checked against
     */
    record Metric(
            String name,
            @Nullable Double value,
            @Nullable String reason,
            String meaning,
            String source,
            String check) {}

    /** How many returns, the date of the close before the first, and their first and last date. */
    record Extent(int observations, LocalDate base, LocalDate first, LocalDate last) {}

    /** Dates of the deepest fall and of the best and the worst return; null where there is none. */
    record Dates(
            @Nullable LocalDate drawdownPeak,
            @Nullable LocalDate drawdownTrough,
            @Nullable LocalDate drawdownRecovery,
            @Nullable LocalDate bestDay,
            @Nullable LocalDate worstDay) {}

    /** The returns between dates that both have, and how many closes of each the other has not. */
    record Match(@Nullable Extent extent, int unmatched, int benchmarkUnmatched) {}

    /** Statistics of the last returns, one per date of the range; NaN where there is none. */
    record Rolling(int window, List<LocalDate> dates, List<Line> lines) {
        /** Copies the lists. */
        public Rolling {
            dates = List.copyOf(dates);
            lines = List.copyOf(lines);
        }
    }

    /** One of them, named as the metric that it is over its window. */
    @SuppressWarnings("ArrayRecordComponent") // a column of primitives; nobody compares two answers
    record Line(String name, double[] values) {}
}
