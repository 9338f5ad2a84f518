package counterfoil.node.stock;

import counterfoil.domain.indicator.BarColumns;
import counterfoil.domain.series.Adjuster;
import counterfoil.domain.series.BarBuffer;
import counterfoil.domain.series.BarReader;
import counterfoil.domain.series.Days;
import counterfoil.domain.series.RegularMinutes;
import counterfoil.domain.series.Resampler;
import counterfoil.domain.series.Series;
import counterfoil.market.Adjustment;
import counterfoil.market.Timeframe;
import counterfoil.market.TradingHours;
import counterfoil.market.calendar.Calendars;
import counterfoil.market.calendar.Segments;
import counterfoil.protocol.stock.StockCommand.Window;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The bars of a stock as a reader of one business date sees them: adjusted, and drawn together into a timeframe. Intraday
 * bars keep within the sessions of its market; days are the recorded ones and those that minutes of regular trading make.
 */
final class StockSeries {
    /** Minutes that are read at once; after each such stretch it is asked whether bars are enough. */
    private static final int STRETCH = 2_048;

    private static final long FIRST_TIME = Timeframe.timeOf(LocalDate.of(1, 1, 1));
    private static final long LAST_TIME = Timeframe.timeOf(LocalDate.of(9_999, 1, 1));

    private final StockState state;
    private final @Nullable LocalDate asOf;
    private final String currency;
    private final Segments segments;

    StockSeries(StockState state, String currency, @Nullable LocalDate asOf, Calendars calendars) {
        this.state = state;
        this.currency = currency;
        this.asOf = asOf;
        this.segments = new Segments(state.zone(), calendars.of(state.market()).orElse(null));
    }

    /**
     * Bars that were made.
     *
     * @param bars oldest first
     * @param sources who said the recorded bars that they are made of
     */
    record Made(BarBuffer bars, List<String> sources) {}

    /** Index after the last bar of a recorded timeframe that the business date allows. */
    int end(Timeframe recorded) {
        Series series = state.series(recorded);
        if (asOf == null) {
            return series.size();
        }
        LocalDate after = asOf.plusDays(1);
        return series.indexAtOrAfter(recorded.isDated() ? Timeframe.timeOf(after) : segments.startOf(after));
    }

    /** The days that the business date allows. */
    Days days() {
        return new Days(state.days(), end(Timeframe.D1), state.minutes(), end(Timeframe.M1), segments);
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
        return Adjuster.of(adjustment, state.corporateActions(), asOf, currency, Adjuster.Closes.of(days()));
    }

    /** All bars of a timeframe, from the first recorded one on. */
    Made all(Timeframe timeframe, Adjustment adjustment, TradingHours hours) {
        return make(timeframe, adjustment, hours, FIRST_TIME, LAST_TIME, Integer.MAX_VALUE);
    }

    /** The days from a time to a time, both included and those of days. */
    Made days(Adjustment adjustment, long from, long to) {
        return make(Timeframe.D1, adjustment, TradingHours.REGULAR, from, to, Integer.MAX_VALUE);
    }

    /**
     * The bars of a window, whole, and at least one after its limit if there is one; a bar that begins before the window may
     * come first, in part.
     */
    Made of(Window window) {
        return make(
                window.timeframe(),
                window.adjustment(),
                window.hours(),
                Math.clamp(window.from(), FIRST_TIME, LAST_TIME),
                Math.clamp(window.to(), FIRST_TIME, LAST_TIME),
                window.limit() + 2);
    }

    private Made make(Timeframe timeframe, Adjustment adjustment, TradingHours hours, long from, long to, int enough) {
        BarBuffer buffer = new BarBuffer();
        Adjuster adjuster = adjuster(adjustment);
        ZoneId zone = zoneOf(timeframe.recorded());
        if (timeframe.isRecorded()) {
            BarReader reader = adjuster.before(buffer, zone);
            return new Made(buffer, read(timeframe, hours, from, to, enough, reader, buffer));
        }
        Resampler resampler =
                timeframe.isDated() ? new Resampler(timeframe, buffer) : Resampler.within(segments, timeframe, buffer);
        List<String> sources = read(timeframe, hours, from, to, enough, adjuster.before(resampler, zone), buffer);
        resampler.end();
        return new Made(buffer, sources);
    }

    /** Reads recorded bars until the buffer holds enough, and tells who said them. */
    private List<String> read(
            Timeframe timeframe,
            TradingHours hours,
            long from,
            long to,
            int enough,
            BarReader reader,
            BarBuffer buffer) {
        if (!timeframe.isDated()) {
            boolean all = hours == TradingHours.EXTENDED;
            return minutes(
                    from,
                    to + timeframe.seconds(),
                    enough,
                    all ? reader : new RegularMinutes(segments, reader),
                    buffer);
        }
        Days days = days();
        int perBar = timeframe.seconds() / Timeframe.D1.seconds();
        days.read(
                Timeframe.dateOf(timeframe.startOf(from)),
                Timeframe.dateOf(to + timeframe.seconds() - 1),
                (int) Math.min(Integer.MAX_VALUE, (long) enough * perBar),
                reader);
        return sources(days.origins());
    }

    private List<String> minutes(long from, long before, int enough, BarReader reader, BarBuffer buffer) {
        Series minutes = state.minutes();
        int first = minutes.indexAtOrAfter(from);
        int end = Math.min(end(Timeframe.M1), minutes.indexAtOrAfter(before));
        int i = first;
        while (i < end && buffer.size() < enough) {
            int next = Math.min(end, i + STRETCH);
            minutes.read(i, next, reader);
            i = next;
        }
        return sources(Timeframe.M1, Math.min(first, i), i);
    }

    /** The bars as indicators take them. */
    BarColumns columns(Timeframe timeframe, BarBuffer bars) {
        return new BarColumns(
                bars.column(0),
                bars.column(1),
                bars.column(2),
                bars.column(3),
                bars.column(4),
                timeframe.isDated() ? null : sessionStarts(bars));
    }

    /** A session of intraday bars is all of a date at the market, from what comes before regular trading to what comes after. */
    private boolean[] sessionStarts(BarBuffer bars) {
        boolean[] starts = new boolean[bars.size()];
        long end = Long.MIN_VALUE;
        for (int i = 0; i < starts.length; i++) {
            starts[i] = bars.time(i) >= end;
            if (starts[i]) {
                end = segments.startOf(segments.dateOf(bars.time(i)).plusDays(1));
            }
        }
        return starts;
    }

    /** Who said the recorded bars of index {@code from} to before {@code to}. */
    List<String> sources(Timeframe recorded, int from, int to) {
        Series series = state.series(recorded);
        Set<Integer> origins = new TreeSet<>();
        int last = -1;
        for (int i = from; i < to; i++) {
            int origin = series.origin(i);
            if (origin != last) {
                origins.add(origin);
                last = origin;
            }
        }
        return sources(origins);
    }

    private List<String> sources(Set<Integer> origins) {
        return origins.stream()
                .map(origin -> state.imports().get(origin).source())
                .distinct()
                .sorted()
                .toList();
    }
}
