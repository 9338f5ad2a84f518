package counterfoil.domain.statistics;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Every statistic of a range, and what it was computed from.
 *
 * @param values one per definition, in the order of the definitions
 * @param extent of the returns; null when there is none
 * @param dates of the deepest fall and of the best and worst return
 * @param match what the benchmark had in common; null without one
 * @param rolling null when none was asked for, or prices were not positive
 */
public record StatisticsReport(
        Map<StatisticDefinition, Statistic> values,
        @Nullable Extent extent,
        Dates dates,
        @Nullable Match match,
        @Nullable RollingLines rolling) {

    /** Copies the values. */
    public StatisticsReport {
        values = Collections.unmodifiableMap(new EnumMap<>(values));
    }

    /**
     * Which returns: {@code observations} of them, dated from {@code first} to {@code last}, the first one on the close of
     * {@code base}. All dates are days since 1970-01-01.
     */
    public record Extent(int observations, int base, int first, int last) {}

    /**
     * Dates in days since 1970-01-01; null where there is no such day.
     *
     * @param peak last date of the highest close before the deepest fall
     * @param trough first date of the lowest close of that fall
     * @param recovery first date on which the peak was reached again; null while it was not
     */
    public record Dates(
            @Nullable Integer peak,
            @Nullable Integer trough,
            @Nullable Integer recovery,
            @Nullable Integer bestDay,
            @Nullable Integer worstDay) {
        static final Dates NONE = new Dates(null, null, null, null, null);
    }

    /**
     * How instrument and benchmark met.
     *
     * @param extent of the returns between dates that both have; null when there are fewer than two
     * @param unmatched closes of the instrument in the range on dates that the benchmark has not
     * @param benchmarkUnmatched closes of the benchmark in the range on dates that the instrument has not
     */
    public record Match(@Nullable Extent extent, int unmatched, int benchmarkUnmatched) {}
}
