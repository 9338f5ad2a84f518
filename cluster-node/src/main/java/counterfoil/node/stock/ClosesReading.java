package counterfoil.node.stock;

import counterfoil.domain.series.BarBuffer;
import counterfoil.market.Adjustment;
import counterfoil.market.Closes;
import counterfoil.market.Instrument;
import counterfoil.market.Timeframe;
import counterfoil.market.TradingHours;
import counterfoil.protocol.Basis;
import counterfoil.protocol.stock.StockCommand;
import counterfoil.protocol.stock.StockCommand.Span;
import counterfoil.protocol.stock.StockView;
import java.util.List;

/** A page of the closes of days, recorded or made of minutes: what statistics are computed from. */
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
        BarBuffer days =
                series.all(Timeframe.D1, Adjustment.RAW, TradingHours.REGULAR).bars();
        int end = days.indexAtOrAfter((span.to() + 1L) * SECONDS_PER_DAY);
        int from = Math.min(end, Math.max(0, days.indexAtOrAfter(span.from() * SECONDS_PER_DAY) - span.before()));
        int to = Math.min(end, from + StockCommand.MAX_CLOSES);
        StockSeries.Made made = from == to
                ? new StockSeries.Made(new BarBuffer(), List.of())
                : series.days(span.adjustment(), days.time(from), days.time(to - 1));
        return new StockView.ClosesView(
                state.instrumentId(),
                instrument,
                closes(made.bars()),
                to < end ? (Integer) dayOf(days.time(to)) : null,
                new Basis(span.asOf(), state.sequence(), made.sources()));
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
