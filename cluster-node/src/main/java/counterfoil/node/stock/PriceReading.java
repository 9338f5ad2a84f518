package counterfoil.node.stock;

import counterfoil.domain.series.Adjuster;
import counterfoil.domain.series.Days;
import counterfoil.market.Adjustment;
import counterfoil.market.Instrument;
import counterfoil.market.Quote;
import counterfoil.market.Timeframe;
import counterfoil.market.calendar.Calendars;
import counterfoil.protocol.Basis;
import counterfoil.protocol.stock.StockView.PriceView;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The last price of a stock, the close of the trading date before it, and the range of a year.
 *
 * <p>The last price is the newest quote or the last close, whichever is later; a question about a business date sees no
 * quote. The close before is that of the last day of an earlier date, recorded or made of minutes; it is carried over the
 * splits up to the last price.
 */
final class PriceReading {
    private static final int DAYS_OF_A_YEAR = 365;

    private final StockState state;
    private final Instrument instrument;
    private final @Nullable LocalDate asOf;
    private final ZoneId zone;
    private final int days;
    private final Days closes;
    private final @Nullable LastBar last;
    private final Adjuster splits;

    PriceReading(StockState state, Instrument instrument, @Nullable LocalDate asOf, Calendars calendars) {
        this.state = state;
        this.instrument = instrument;
        this.asOf = asOf;
        this.zone = state.zone();
        StockSeries series = new StockSeries(state, instrument.currency().code(), asOf, calendars);
        this.days = series.end(Timeframe.D1);
        this.closes = series.days();
        this.last = LastBar.of(state, days, series.end(Timeframe.M1), zone);
        this.splits = series.adjuster(Adjustment.SPLIT);
    }

    private LocalDate lastDay() {
        return Timeframe.dateOf(state.days().time(days - 1));
    }

    /** The last price; {@code quote} is the newest one, null for none. */
    PriceView view(@Nullable Quote quote) {
        if (quote != null && asOf == null && (last == null || last.isBefore(quote, zone))) {
            return view(
                    quote.price(),
                    quote.at().getEpochSecond(),
                    Timeframe.M1,
                    quote.source(),
                    LocalDate.ofInstant(quote.at(), zone),
                    quote);
        }
        return last == null
                ? none()
                : view(last.close(), last.time(), last.timeframe(), last.source(), last.date(), null);
    }

    private PriceView none() {
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
                null,
                basis(List.of()));
    }

    private PriceView view(
            double price, long time, Timeframe timeframe, String source, LocalDate date, @Nullable Quote quote) {
        Double previous = closeBefore(date);
        return new PriceView(
                state.instrumentId(),
                instrument,
                price,
                time,
                timeframe,
                source,
                previous == null ? null : (Double) (price - previous),
                previous == null ? null : (Double) (price / previous - 1),
                null,
                quote,
                basis(List.of(source)));
    }

    /** The close of the trading date before that of the last close; null when there is none. */
    @Nullable
    Double previousClose() {
        return last == null ? null : closeBefore(last.date());
    }

    /** The close of the last trading date before one, carried over the splits up to it; null when there is none. */
    private @Nullable Double closeBefore(LocalDate date) {
        Days.LastClose before = closes.before(date);
        return before == null ? null : (Double) carried(before.close(), before.date(), date);
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
