package counterfoil.node.stock;

import counterfoil.domain.indicator.BarColumns;
import counterfoil.domain.indicator.IndicatorSpec;
import counterfoil.domain.indicator.IndicatorWindow;
import counterfoil.domain.indicator.ParsedIndicator;
import counterfoil.domain.series.Adjuster;
import counterfoil.domain.series.BarBuffer;
import counterfoil.domain.series.Series;
import counterfoil.market.IdentifierSpan;
import counterfoil.market.Instrument;
import counterfoil.market.Quote;
import counterfoil.market.Timeframe;
import counterfoil.market.Validity;
import counterfoil.protocol.Basis;
import counterfoil.protocol.Refusal;
import counterfoil.protocol.stock.StockCommand;
import counterfoil.protocol.stock.StockCommand.Window;
import counterfoil.protocol.stock.StockView;
import counterfoil.protocol.stock.StockView.KeptAction;
import counterfoil.protocol.stock.StockView.KeptQuestion;
import counterfoil.protocol.stock.StockView.Line;
import counterfoil.protocol.stock.StockView.Settlement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Answers reads from the state of a stock. */
final class StockReads {
    /** Most numbers in one answer, so that it stays below 128 KiB on the wire. */
    private static final int MAX_VALUES = 13_000;

    private static final int MAX_LINES = 16;

    private final StockState state;
    private final Instrument instrument;

    private StockReads(StockState state, Instrument instrument) {
        this.state = state;
        this.instrument = instrument;
    }

    /** Answers from a state of the past, which knows no quotes, or without any. */
    static StockView answer(StockState state, String entityId, StockCommand.Read read, boolean pending) {
        return answer(state, entityId, read, pending, null);
    }

    /**
     * Answers a read.
     *
     * @param pending whether a change of identifiers waits for its listings
     * @param quote the newest quote; null for none
     */
    static StockView answer(
            StockState state, String entityId, StockCommand.Read read, boolean pending, @Nullable Quote quote) {
        if (read instanceof StockCommand.FindHeldSpans find) {
            return heldSpans(state, find, pending);
        }
        Instrument instrument = state.instrument();
        if (instrument == null) {
            return new StockView.Refused(new Refusal.UnknownInstrument(entityId));
        }
        try {
            return new StockReads(state, instrument).answer(read, quote);
        } catch (Adjuster.Unavailable unavailable) {
            return new StockView.Refused(new Refusal.AdjustmentUnavailable(String.valueOf(unavailable.getMessage())));
        }
    }

    private StockView answer(StockCommand.Read read, @Nullable Quote quote) {
        return switch (read) {
            case StockCommand.GetInstrument get -> instrument(get.asOf());
            case StockCommand.GetPrice get -> new PriceReading(state, instrument, get.asOf()).view(quote);
            case StockCommand.GetHistory get -> history(get.window());
            case StockCommand.GetCloses get -> closes(get.span());
            case StockCommand.GetTechnicals get -> technicals(get.indicators(), get.window());
            case StockCommand.GetCorporateActions get -> corporateActions(get);
            case StockCommand.GetQuality get -> new QualityReading(state, instrument, get).view();
            case StockCommand.FindHeldSpans find -> heldSpans(state, find, false);
        };
    }

    private static StockView heldSpans(StockState state, StockCommand.FindHeldSpans find, boolean pending) {
        List<Validity> held = state.identifiers().stream()
                .filter(span -> span.identifier().equals(find.identifier()))
                .map(IdentifierSpan::validity)
                .toList();
        return new StockView.HeldSpans(held, pending);
    }

    private StockView instrument(@Nullable LocalDate asOf) {
        PriceReading reading = new PriceReading(state, instrument, asOf);
        List<StockView.SeriesExtent> extents = new ArrayList<>();
        TreeSet<String> sources = new TreeSet<>();
        StockSeries series = new StockSeries(state, instrument.currency().code(), asOf);
        for (Timeframe timeframe : List.of(Timeframe.M1, Timeframe.D1)) {
            int end = series.end(timeframe);
            if (end > 0) {
                Series bars = state.series(timeframe);
                extents.add(new StockView.SeriesExtent(timeframe, end, bars.time(0), bars.time(end - 1)));
                sources.addAll(series.sources(timeframe, 0, end));
            }
        }
        return new StockView.InstrumentView(
                state.instrumentId(),
                instrument,
                state.delistedOn(),
                reading.previousClose(),
                reading.yearLow(),
                reading.yearHigh(),
                extents,
                openQuestions(state),
                basis(asOf, List.copyOf(sources)));
    }

    private StockView history(Window window) {
        Page page = page(window);
        Timeframe recorded = window.timeframe().recorded();
        return new StockView.HistoryView(
                state.instrumentId(),
                instrument,
                page.buffer.bars(page.from, page.to),
                page.next,
                basis(window.asOf(), page.series.sources(recorded, page.recordedFrom, page.recordedTo)));
    }

    /**
     * A page of a series: the bars {@code from} to before {@code to} of what was collected, where the next page begins,
     * and the recorded bars that were read.
     */
    private record Page(
            StockSeries series,
            BarBuffer buffer,
            int from,
            int to,
            @Nullable Long next,
            int recordedFrom,
            int recordedTo) {}

    /**
     * Collects no more recorded bars than the page and one bar after it can need: an interval of the timeframe holds at
     * most as many as it has minutes, or days.
     */
    private Page page(Window window) {
        StockSeries series = new StockSeries(state, instrument.currency().code(), window.asOf());
        Timeframe timeframe = window.timeframe();
        Series recorded = state.series(timeframe.recorded());
        int end = series.end(timeframe.recorded());
        int from = Math.min(recorded.indexAtOrAfter(timeframe.startOf(window.from())), end);
        int perBar = timeframe.seconds() / timeframe.recorded().seconds();
        int to = (int) Math.min(end, from + (window.limit() + 2L) * perBar);
        to = Math.min(to, recorded.indexAtOrAfter(window.to() + timeframe.seconds() + 1));
        BarBuffer buffer = series.collect(timeframe, window.adjustment(), from, Math.max(from, to));
        int first = buffer.indexAtOrAfter(window.from());
        int stop = Math.max(first, buffer.indexAtOrAfter(window.to() + 1));
        int last = Math.min(stop, first + window.limit());
        Long next = last < stop ? (Long) buffer.time(last) : null;
        return new Page(series, buffer, first, last, next, from, Math.max(from, to));
    }

    private StockView closes(StockCommand.Span span) {
        StockSeries series = new StockSeries(state, instrument.currency().code(), span.asOf());
        return new ClosesReading(state, series, span).view(instrument);
    }

    private StockView technicals(List<String> asked, Window window) {
        List<IndicatorSpec> specs = new ArrayList<>();
        int lines = 0;
        for (String text : asked) {
            switch (IndicatorSpec.parse(text)) {
                case ParsedIndicator.Accepted accepted -> {
                    specs.add(accepted.spec());
                    lines +=
                            Math.max(1, accepted.spec().definition().lineNames().size());
                }
                case ParsedIndicator.Refused refused -> {
                    return new StockView.Refused(new Refusal.InvalidParameter("indicators", text, refused.sentence()));
                }
            }
        }
        if (lines > MAX_LINES) {
            return new StockView.Refused(new Refusal.LimitReached("technicals-series", MAX_LINES, lines));
        }
        int limit = Math.min(window.limit(), MAX_VALUES / (lines + 1));
        return technicals(specs, window, limit);
    }

    /** Runs every indicator from the first recorded bar on: the window selects values and never changes one. */
    private StockView technicals(List<IndicatorSpec> specs, Window window, int limit) {
        StockSeries series = new StockSeries(state, instrument.currency().code(), window.asOf());
        Timeframe timeframe = window.timeframe();
        int end = series.end(timeframe.recorded());
        BarBuffer bars = series.collect(timeframe, window.adjustment(), 0, end);
        int from = bars.indexAtOrAfter(window.from());
        int stop = bars.indexAtOrAfter(window.to() + 1);
        int to = Math.max(from, Math.min(stop, from + limit));
        BarColumns columns =
                new BarColumns(bars.column(0), bars.column(1), bars.column(2), bars.column(3), bars.column(4));
        List<Line> lines = new ArrayList<>();
        for (IndicatorSpec spec : specs) {
            IndicatorWindow values = new IndicatorWindow(spec, from, to - from);
            values.feed(columns, 0, columns.length());
            double[][] outputs = values.values();
            List<String> names = spec.definition().lineNames();
            for (int i = 0; i < outputs.length; i++) {
                lines.add(new Line(spec.text(), names.isEmpty() ? null : names.get(i), outputs[i]));
            }
        }
        return new StockView.TechnicalsView(
                state.instrumentId(),
                instrument,
                bars.times(from, to),
                lines,
                to < stop ? (Long) bars.time(to) : null,
                basis(window.asOf(), series.sources(timeframe.recorded(), 0, end)));
    }

    private StockView corporateActions(StockCommand.GetCorporateActions get) {
        LocalDate asOf = get.asOf();
        List<KeptAction> seen = state.actions().stream()
                .filter(kept -> asOf == null || !kept.action().exDate().isAfter(asOf))
                .toList();
        List<KeptAction> page = new ArrayList<>();
        MessageBudget budget = new MessageBudget();
        int next = Math.clamp(get.after(), 0, seen.size());
        while (next < seen.size() && page.size() < get.limit() && budget.takes(seen.get(next))) {
            page.add(seen.get(next++));
        }
        List<String> sources =
                page.stream().map(KeptAction::source).distinct().sorted().toList();
        return new StockView.CorporateActionsView(
                state.instrumentId(),
                instrument,
                page,
                next < seen.size() ? (Long) (long) next : null,
                basis(asOf, sources));
    }

    /** The business date of the bar that a question is about. */
    static LocalDate dateOf(StockState state, KeptQuestion question) {
        long time = question.bar().time();
        return question.timeframe().isDated()
                ? Timeframe.dateOf(time)
                : LocalDate.ofInstant(Instant.ofEpochSecond(time), state.zone());
    }

    static int openQuestions(StockState state) {
        return (int) state.questions().stream()
                .filter(question -> question.settlement() == Settlement.OPEN)
                .count();
    }

    private Basis basis(@Nullable LocalDate asOf, List<String> sources) {
        return new Basis(asOf, state.sequence(), sources);
    }
}
