package counterfoil.node.stock;

import counterfoil.domain.series.Adjuster;
import counterfoil.domain.series.BarBuffer;
import counterfoil.domain.series.BarReader;
import counterfoil.domain.series.Resampler;
import counterfoil.domain.series.Series;
import counterfoil.market.Adjustment;
import counterfoil.market.Timeframe;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The bars of a stock as a reader of one business date sees them: adjusted, and drawn together into a timeframe. */
final class StockSeries {
    private final StockState state;
    private final @Nullable LocalDate asOf;
    private final String currency;

    StockSeries(StockState state, String currency, @Nullable LocalDate asOf) {
        this.state = state;
        this.currency = currency;
        this.asOf = asOf;
    }

    /** Index after the last bar of a recorded timeframe that the business date allows. */
    int end(Timeframe recorded) {
        Series series = state.series(recorded);
        if (asOf == null) {
            return series.size();
        }
        LocalDate after = asOf.plusDays(1);
        return series.indexAtOrAfter(
                recorded.isDated()
                        ? Timeframe.timeOf(after)
                        : after.atStartOfDay(state.zone()).toEpochSecond());
    }

    /** Where times of a recorded timeframe become dates: daily times are dates in UTC already. */
    private ZoneId zoneOf(Timeframe recorded) {
        return recorded.isDated() ? ZoneOffset.UTC : state.zone();
    }

    /**
     * Adjusts as asked.
     *
     * @throws Adjuster.Unavailable if that cannot be done
     */
    Adjuster adjuster(Adjustment adjustment) {
        return Adjuster.of(
                adjustment,
                state.corporateActions(),
                asOf,
                currency,
                Adjuster.Closes.of(state.days(), state.minutes(), state.zone()));
    }

    /** Bars of a timeframe made from the recorded bars of index {@code from} to before {@code to}. */
    BarBuffer collect(Timeframe timeframe, Adjustment adjustment, int from, int to) {
        BarBuffer buffer = new BarBuffer();
        Timeframe recorded = timeframe.recorded();
        Series series = state.series(recorded);
        Adjuster adjuster = adjuster(adjustment);
        if (timeframe.isRecorded()) {
            series.read(from, to, adjuster.before(buffer, zoneOf(recorded)));
        } else {
            Resampler resampler = new Resampler(timeframe, buffer);
            BarReader reader = adjuster.before(resampler, zoneOf(recorded));
            series.read(from, to, reader);
            resampler.end();
        }
        return buffer;
    }

    /** Who said the recorded bars of index {@code from} to before {@code to}. */
    List<String> sources(Timeframe recorded, int from, int to) {
        Series series = state.series(recorded);
        TreeSet<String> sources = new TreeSet<>();
        int last = -1;
        for (int i = from; i < to; i++) {
            int origin = series.origin(i);
            if (origin != last) {
                sources.add(state.imports().get(origin).source());
                last = origin;
            }
        }
        return List.copyOf(sources);
    }
}
