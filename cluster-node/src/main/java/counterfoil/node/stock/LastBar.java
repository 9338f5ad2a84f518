package counterfoil.node.stock;

import counterfoil.domain.series.Series;
import counterfoil.market.Quote;
import counterfoil.market.Timeframe;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * The latest bar of a stock. A daily bar stands for the end of its date, so it is later than every minute of that date.
 *
 * @param timeframe a recorded one
 * @param index in the series of that timeframe
 * @param date its trading date, in the market's zone
 */
record LastBar(StockState state, Timeframe timeframe, int index, LocalDate date) {

    /** The latest of the first {@code days} daily bars and {@code minutes} minutes; null when there is none. */
    static @Nullable LastBar of(StockState state, int days, int minutes, ZoneId zone) {
        LocalDate day = days == 0 ? null : Timeframe.dateOf(state.days().time(days - 1));
        LocalDate ofMinute = minutes == 0
                ? null
                : LocalDate.ofInstant(Instant.ofEpochSecond(state.minutes().time(minutes - 1)), zone);
        if (day != null && (ofMinute == null || !day.isBefore(ofMinute))) {
            return new LastBar(state, Timeframe.D1, days - 1, day);
        }
        return ofMinute == null ? null : new LastBar(state, Timeframe.M1, minutes - 1, ofMinute);
    }

    private Series series() {
        return state.series(timeframe);
    }

    double close() {
        return series().close(index);
    }

    long time() {
        return series().time(index);
    }

    String source() {
        return state.imports().get(series().origin(index)).source();
    }

    /** Whether a quote came after what the bar stands for. */
    boolean isBefore(Quote quote, ZoneId zone) {
        return timeframe.isDated()
                ? LocalDate.ofInstant(quote.at(), zone).isAfter(date)
                : quote.at().getEpochSecond() >= time() + timeframe.seconds();
    }
}
