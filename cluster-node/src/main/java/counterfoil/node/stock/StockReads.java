package counterfoil.node.stock;

import counterfoil.domain.indicator.BarColumns;
import counterfoil.domain.indicator.IndicatorSpec;
import counterfoil.domain.indicator.IndicatorWindow;
import counterfoil.domain.indicator.ParsedIndicator;
import counterfoil.domain.series.Adjuster;
import counterfoil.domain.series.BarBuffer;
import counterfoil.domain.series.RegularMinutes;
import counterfoil.domain.series.Series;
import counterfoil.market.IdentifierSpan;
import counterfoil.market.Instrument;
import counterfoil.market.Quote;
import counterfoil.market.Timeframe;
import counterfoil.market.TradingHours;
import counterfoil.market.Validity;
import counterfoil.market.calendar.Calendars;
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
    private final Calendars calendars;

    private StockReads(StockState state, Instrument instrument, Calendars calendars) {
        this.state = state;
        this.instrument = instrument;
        this.calendars = calendars;
    }

    /** Answers from a state of the past, which knows no quotes, or without any. */
    static StockView answer(
            StockState state, String entityId, StockCommand.Read read, boolean pending, Calendars calendars) {
        return answer(state, entityId, read, pending, null, calendars);
    }

    /**
     * Answers a read.
     *
     * @param pending whether a change of identifiers waits for its listings
     * @param quote the newest quote; null for none
     * @param calendars when markets trade
     */
    static StockView answer(
            StockState state,
            String entityId,
            StockCommand.Read read,
            boolean pending,
            @Nullable Quote quote,
            Calendars calendars) {
        if (read instanceof StockCommand.FindHeldSpans find) {
            return heldSpans(state, find, pending);
        }
        Instrument instrument = state.instrument();
        if (instrument == null) {
            return new StockView.Refused(new Refusal.UnknownInstrument(entityId));
        }
        try {
            return new StockReads(state, instrument, calendars).answer(read, quote);
        } catch (Adjuster.Unavailable unavailable) {
            return new StockView.Refused(new Refusal.AdjustmentUnavailable(String.valueOf(unavailable.getMessage())));
        } catch (RegularMinutes.Unknown unknown) {
            return new StockView.Refused(new Refusal.InvalidParameter(
                    "session", TradingHours.REGULAR.code(), String.valueOf(unknown.getMessage())));
        }
    }

    private StockView answer(StockCommand.Read read, @Nullable Quote quote) {
        return switch (read) {
            case StockCommand.GetInstrument get -> instrument(get.asOf());
            case StockCommand.GetPrice get -> new PriceReading(state, instrument, get.asOf(), calendars).view(quote);
            case StockCommand.GetHistory get -> history(get.window());
            case StockCommand.GetCloses get -> closes(get.span());
            case StockCommand.GetTechnicals get -> technicals(get.indicators(), get.window());
            case StockCommand.GetCorporateActions get -> corporateActions(get);
            case StockCommand.GetQuality get -> new QualityReading(state, instrument, get, calendars).view();
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
        PriceReading reading = new PriceReading(state, instrument, asOf, calendars);
        List<StockView.SeriesExtent> extents = new ArrayList<>();
        TreeSet<String> sources = new TreeSet<>();
        StockSeries series = series(asOf);
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
        StockSeries.Made made = series(window.asOf()).of(window);
        BarBuffer bars = made.bars();
        int first = bars.indexAtOrAfter(window.from());
        int stop = Math.max(first, bars.indexAtOrAfter(window.to() + 1));
        int last = Math.min(stop, first + window.limit());
        return new StockView.HistoryView(
                state.instrumentId(),
                instrument,
                bars.bars(first, last),
                last < stop ? (Long) bars.time(last) : null,
                basis(window.asOf(), made.sources()));
    }

    private StockSeries series(@Nullable LocalDate asOf) {
        return new StockSeries(state, instrument.currency().code(), asOf, calendars);
    }

    private StockView closes(StockCommand.Span span) {
        return new ClosesReading(state, series(span.asOf()), span).view(instrument);
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
        StockSeries series = series(window.asOf());
        Timeframe timeframe = window.timeframe();
        StockSeries.Made made = series.all(timeframe, window.adjustment(), window.hours());
        BarBuffer bars = made.bars();
        int from = bars.indexAtOrAfter(window.from());
        int stop = bars.indexAtOrAfter(window.to() + 1);
        int to = Math.max(from, Math.min(stop, from + limit));
        BarColumns columns = series.columns(timeframe, bars);
        List<Line> lines = new ArrayList<>();
        for (IndicatorSpec spec : specs) {
            IndicatorWindow values = new IndicatorWindow(spec, from, to - from);
            values.feed(columns, 0, columns.length());
            double[][] outputs = values.values();
            List<String> names = spec.definition().lineNames();
            for (int i = 0; i < outputs.length; i++) {
                StockView.Missing missing =
                        MissingValues.of(spec, outputs[i], values.firstValueAt(i), from, columns.length());
                lines.add(new Line(spec.text(), names.isEmpty() ? null : names.get(i), outputs[i], missing));
            }
        }
        return new StockView.TechnicalsView(
                state.instrumentId(),
                instrument,
                bars.times(from, to),
                lines,
                to < stop ? (Long) bars.time(to) : null,
                basis(window.asOf(), made.sources()));
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
