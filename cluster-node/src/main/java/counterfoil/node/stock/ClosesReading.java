package counterfoil.node.stock;

import counterfoil.domain.series.BarBuffer;
import counterfoil.market.Closes;
import counterfoil.market.Instrument;
import counterfoil.market.Timeframe;
import counterfoil.protocol.Basis;
import counterfoil.protocol.stock.StockCommand;
import counterfoil.protocol.stock.StockCommand.Span;
import counterfoil.protocol.stock.StockView;
import java.time.ZoneOffset;

/**
 * A page of the closes of recorded daily bars: what statistics are computed from. Days made of minutes are left out: one
 * may have no end yet, or lack minutes, and a return to it would be taken for that of a day.
 */
final class ClosesReading {
    private static final long SECONDS_PER_DAY = 86_400;

    private final StockState state;
    private final StockSeries series;
    private final Span span;

    ClosesReading(StockState state, StockSeries series, Span span) {
        this.state = state;
        this.series = series;
        this.span = span;
    }

    StockView.ClosesView view(Instrument instrument) {
        int end = Math.min(series.end(Timeframe.D1), indexAtOrAfter(span.to() + 1L));
        int from = Math.min(end, Math.max(0, indexAtOrAfter(span.from()) - span.before()));
        int to = Math.min(end, from + StockCommand.MAX_CLOSES);
        BarBuffer days = new BarBuffer();
        // Times of days are dates in UTC already.
        state.days().read(from, to, series.adjuster(span.adjustment()).before(days, ZoneOffset.UTC));
        return new StockView.ClosesView(
                state.instrumentId(),
                instrument,
                closes(days),
                to < end ? (Integer) dayOf(state.days().time(to)) : null,
                new Basis(span.asOf(), state.sequence(), series.sources(Timeframe.D1, from, to)));
    }

    private int indexAtOrAfter(long day) {
        return state.days().indexAtOrAfter(day * SECONDS_PER_DAY);
    }

    private static Closes closes(BarBuffer bars) {
        int[] days = new int[bars.size()];
        for (int i = 0; i < days.length; i++) {
            days[i] = dayOf(bars.time(i));
        }
        return new Closes(days, bars.column(3));
    }

    private static int dayOf(long time) {
        return (int) Math.floorDiv(time, SECONDS_PER_DAY);
    }
}
