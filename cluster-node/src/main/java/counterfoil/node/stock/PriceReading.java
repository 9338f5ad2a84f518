package counterfoil.node.stock;

import counterfoil.domain.series.Adjuster;
import counterfoil.domain.series.Series;
import counterfoil.market.Adjustment;
import counterfoil.market.Instrument;
import counterfoil.market.Timeframe;
import counterfoil.protocol.Basis;
import counterfoil.protocol.stock.StockView.PriceView;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The last close of a stock, the close of the trading date before it, and the range of a year.
 *
 * <p>A daily bar stands for the end of its date, so it is later than every minute of that date. The close before is that
 * of the last daily bar of an earlier date or, where there is none, of the last minute of an earlier date in the market's
 * zone; it is carried over the splits up to the last close.
 */
final class PriceReading {
    private static final int DAYS_OF_A_YEAR = 365;

    private final StockState state;
    private final Instrument instrument;
    private final @Nullable LocalDate asOf;
    private final ZoneId zone;
    private final int days;
    private final int minutes;
    private final Adjuster splits;

    PriceReading(StockState state, Instrument instrument, @Nullable LocalDate asOf) {
        this.state = state;
        this.instrument = instrument;
        this.asOf = asOf;
        this.zone = state.zone();
        StockSeries series = new StockSeries(state, instrument.currency().code(), asOf);
        this.days = series.end(Timeframe.D1);
        this.minutes = series.end(Timeframe.M1);
        this.splits = series.adjuster(Adjustment.SPLIT);
    }

    private boolean isDaily() {
        return days > 0 && (minutes == 0 || !lastDay().isBefore(dateOfMinute(minutes - 1)));
    }

    private LocalDate lastDay() {
        return Timeframe.dateOf(state.days().time(days - 1));
    }

    private LocalDate dateOfMinute(int i) {
        return LocalDate.ofInstant(Instant.ofEpochSecond(state.minutes().time(i)), zone);
    }

    PriceView view() {
        if (days == 0 && minutes == 0) {
            String reason = asOf == null ? "no-bars" : "no-bars-as-of";
            return new PriceView(
                    state.instrumentId(),
                    instrument,
                    null,
                    0,
                    Timeframe.D1,
                    null,
                    null,
                    null,
                    reason,
                    basis(List.of()));
        }
        boolean daily = isDaily();
        Timeframe timeframe = daily ? Timeframe.D1 : Timeframe.M1;
        Series series = state.series(timeframe);
        int last = (daily ? days : minutes) - 1;
        double close = series.close(last);
        String source = state.imports().get(series.origin(last)).source();
        Double previous = previousClose();
        return new PriceView(
                state.instrumentId(),
                instrument,
                close,
                series.time(last),
                timeframe,
                source,
                previous == null ? null : (Double) (close - previous),
                previous == null ? null : (Double) (close / previous - 1),
                null,
                basis(List.of(source)));
    }

    /** The close of the trading date before the last one, carried over the splits between; null when there is none. */
    @Nullable
    Double previousClose() {
        if (days == 0 && minutes == 0) {
            return null;
        }
        LocalDate last = isDaily() ? lastDay() : dateOfMinute(minutes - 1);
        int day = Math.min(state.days().indexAtOrAfter(Timeframe.timeOf(last)), days) - 1;
        if (day >= 0) {
            return carried(
                    state.days().close(day), Timeframe.dateOf(state.days().time(day)), last);
        }
        int minute =
                Math.min(state.minutes().indexAtOrAfter(last.atStartOfDay(zone).toEpochSecond()), minutes) - 1;
        return minute < 0 ? null : (Double) carried(state.minutes().close(minute), dateOfMinute(minute), last);
    }

    private double carried(double close, LocalDate from, LocalDate to) {
        return close * splits.priceFactor(from) / splits.priceFactor(to);
    }

    @Nullable
    Double yearLow() {
        return yearExtreme(false);
    }

    @Nullable
    Double yearHigh() {
        return yearExtreme(true);
    }

    /** Split-adjusted to the last daily bar; null without one. */
    private @Nullable Double yearExtreme(boolean highest) {
        if (days == 0) {
            return null;
        }
        int from = state.days().indexAtOrAfter(Timeframe.timeOf(lastDay().minusDays(DAYS_OF_A_YEAR - 1)));
        double[] extreme = {highest ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY};
        double now = splits.priceFactor(lastDay());
        state.days()
                .read(
                        from,
                        days,
                        splits.before(
                                (time, open, high, low, close, volume) ->
                                        extreme[0] = highest ? Math.max(extreme[0], high) : Math.min(extreme[0], low),
                                ZoneOffset.UTC));
        return extreme[0] / now;
    }

    private Basis basis(List<String> sources) {
        return new Basis(asOf, state.sequence(), sources);
    }
}
