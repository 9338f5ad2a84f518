package counterfoil.http;

import counterfoil.http.indicator.IndicatorEntry;
import counterfoil.market.Bar;
import counterfoil.market.Bars;
import counterfoil.market.Closes;
import counterfoil.market.CorporateAction;
import counterfoil.market.Identifier;
import counterfoil.market.IdentifierSpan;
import counterfoil.market.Instrument;
import counterfoil.market.InstrumentType;
import counterfoil.market.Mic;
import counterfoil.market.QualityFinding;
import counterfoil.market.Rule;
import counterfoil.market.Timeframe;
import counterfoil.market.Validity;
import counterfoil.market.calendar.CalendarDate;
import counterfoil.market.calendar.CalendarTerms;
import counterfoil.market.calendar.Calendars;
import counterfoil.market.calendar.SessionKind;
import counterfoil.market.calendar.SessionTimes;
import counterfoil.market.calendar.TradingCalendar;
import counterfoil.market.calendar.TradingWeek;
import counterfoil.money.Currency;
import counterfoil.money.Money;
import counterfoil.protocol.Basis;
import counterfoil.protocol.stock.Question;
import counterfoil.protocol.stock.StockCommand;
import counterfoil.protocol.stock.StockOutcome;
import counterfoil.protocol.stock.StockView;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Views that fake stocks answer. */
final class Samples {
    static final String APPLE_ID = "7f3c2a10-9b1e-8c4d-a001-0123456789ab";
    static final long DAY = Timeframe.timeOf(LocalDate.parse("2020-01-02"));
    static final long SECONDS_PER_DAY = 86_400;

    static final Instrument APPLE = new Instrument(
            "Apple Inc.",
            new Currency("USD"),
            InstrumentType.COMMON_STOCK,
            "Technology",
            List.of(
                    new IdentifierSpan(Identifier.ticker("AAPL", new Mic("XNAS")), Validity.ALWAYS),
                    new IdentifierSpan(new Identifier(Identifier.Scheme.ISIN, "US0378331005"), Validity.ALWAYS)));

    static final List<IndicatorEntry> INDICATORS = List.of(
            new IndicatorEntry(
                    "macd",
                    "Moving average convergence divergence",
                    "macd:12:26:9",
                    List.of(
                            new IndicatorEntry.Parameter("fast", 12, 1, 5_000, true, null),
                            new IndicatorEntry.Parameter("slow", 26, 2, 5_000, true, "fast"),
                            new IndicatorEntry.Parameter("signal", 9, 1, 5_000, true, null)),
                    List.of("close"),
                    List.of(
                            new IndicatorEntry.Line(
                                    "macd", "price", Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, 25),
                            new IndicatorEntry.Line(
                                    "signal", "price", Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, 33)),
                    "fast less slow",
                    null,
                    "Appel",
                    "TA-Lib"),
            new IndicatorEntry(
                    "rsi",
                    "Relative strength index",
                    "rsi:14",
                    List.of(new IndicatorEntry.Parameter("period", 14, 2, 5_000, true, null)),
                    List.of("close"),
                    List.of(new IndicatorEntry.Line(null, "number", 0, 100, 14)),
                    "100 G / (G + L)",
                    "the close has not moved",
                    "Wilder",
                    "TA-Lib"));

    private static final StockView.Missing MISSING =
            new StockView.Missing(1, 0, "the first value is at bar 1, counted from 0");

    /** What {@code POST /admin/stocks} says of the same instrument. */
    static final String APPLE_JSON = """
            {"ticker":"AAPL","mic":"XNAS","name":"Apple Inc.","currency":"USD","type":"common_stock",
             "sector":"Technology","identifiers":{"isin":"US0378331005"}}
            """;

    /** Of XNAS, for 2020 to 2027: full days, one holiday, one half day. Other markets have none. */
    static final Calendars CALENDARS = new Calendars(
            List.of(new TradingCalendar(new CalendarTerms(
                    "A calendar for tests",
                    "nobody published it",
                    Set.of(new Mic("XNAS")),
                    ZoneId.of("America/New_York"),
                    List.of(new TradingWeek(
                            LocalDate.parse("2020-01-01"),
                            EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY),
                            sessions(960, 1_200))),
                    LocalDate.parse("2027-12-31"),
                    List.of(),
                    List.of(
                            new CalendarDate(
                                    LocalDate.parse("2024-03-29"), LocalDate.parse("2024-03-29"), "Good Friday", null),
                            new CalendarDate(
                                    LocalDate.parse("2024-07-03"),
                                    LocalDate.parse("2024-07-03"),
                                    "Day before Independence Day",
                                    sessions(780, 1_020)))))),
            "test");

    private static List<SessionTimes> sessions(int close, int end) {
        return List.of(
                new SessionTimes(SessionKind.PRE, 240, 570),
                new SessionTimes(SessionKind.REGULAR, 570, close),
                new SessionTimes(SessionKind.AFTER, close, end));
    }

    private static final Bar BAR = new Bar(DAY, 74.06, 75.15, 73.8, 75.09, 135_480_400);
    private static final StockView.KeptQuestion QUESTION = new StockView.KeptQuestion(
            new Question(3, DAY, Rule.HIGH_BELOW_LOW, "high 73.8 is below low 75.15"),
            Timeframe.D1,
            BAR,
            "import-1",
            "import",
            StockView.Settlement.OPEN,
            null,
            null);

    private static final QualityFinding FINDING =
            new QualityFinding(Rule.SESSION_MISSING, Timeframe.D1, DAY, DAY + 86_400, 2, "2 sessions without a bar");

    private Samples() {}

    static Basis basis(long sequence) {
        return new Basis(null, sequence, List.of("import"));
    }

    static StockView.PriceView price(String id, long sequence) {
        return new StockView.PriceView(
                id, APPLE, 75.09, DAY, Timeframe.D1, "import", 1.5, 0.0203, null, null, basis(sequence));
    }

    static StockView.Done kept(String id, boolean created, boolean replayed, long sequence) {
        return new StockView.Done(new StockOutcome.InstrumentKept(id, APPLE, null, created), replayed, sequence);
    }

    /** What a stock that has everything answers; {@code next} is where its lists go on. */
    static StockView answer(String id, StockCommand command, @Nullable Long next) {
        return switch (command) {
            case StockCommand.GetPrice price -> price(id, 1387);
            case StockCommand.GetInstrument instrument ->
                new StockView.InstrumentView(
                        id,
                        APPLE,
                        null,
                        73.59,
                        53.15,
                        null,
                        List.of(new StockView.SeriesExtent(Timeframe.D1, 2, DAY, DAY + SECONDS_PER_DAY)),
                        1,
                        basis(1387));
            case StockCommand.GetHistory history ->
                new StockView.HistoryView(id, APPLE, Bars.of(List.of(BAR)), next, basis(1387));
            case StockCommand.GetCloses closes ->
                new StockView.ClosesView(
                        id,
                        APPLE,
                        new Closes(
                                new int[] {(int) (DAY / SECONDS_PER_DAY), (int) (DAY / SECONDS_PER_DAY) + 1},
                                new double[] {75.09, 74.36}),
                        next == null ? null : (Integer) next.intValue(),
                        basis(1387));
            case StockCommand.GetTechnicals technicals ->
                new StockView.TechnicalsView(
                        id,
                        APPLE,
                        new long[] {DAY, DAY + SECONDS_PER_DAY},
                        List.of(
                                new StockView.Line("sma:2", null, new double[] {Double.NaN, 74.1}, MISSING),
                                new StockView.Line("macd:12:26:9", "signal", new double[] {Double.NaN, 0.5}, MISSING)),
                        next,
                        basis(1387));
            case StockCommand.GetCorporateActions actions ->
                new StockView.CorporateActionsView(
                        id,
                        APPLE,
                        List.of(
                                new StockView.KeptAction(
                                        new CorporateAction.Split(LocalDate.parse("2020-08-31"), 4, 1),
                                        "i-1",
                                        "import"),
                                new StockView.KeptAction(
                                        new CorporateAction.CashDividend(
                                                LocalDate.parse("2020-08-07"),
                                                Money.of("0.82", new Currency("USD")),
                                                false),
                                        "i-1",
                                        "import")),
                        next,
                        basis(1387));
            case StockCommand.GetQuality quality ->
                new StockView.QualityView(id, APPLE, List.of(QUESTION), List.of(FINDING), 1, true, next, basis(1387));
            case StockCommand.Write write -> outcome(id, write);
            default -> throw new IllegalStateException("no answer for " + command);
        };
    }

    private static StockView outcome(String id, StockCommand.Write command) {
        return switch (command) {
            case StockCommand.RecordBars bars ->
                new StockView.Done(
                        new StockOutcome.BarsTaken(
                                bars.origin().importId(),
                                bars.timeframe(),
                                bars.bars().size(),
                                bars.bars().size() - 1,
                                1,
                                0,
                                List.of(new Question(1, bars.bars().time(0), Rule.PRICE_NOT_POSITIVE, "close 0"))),
                        false,
                        1388);
            case StockCommand.StateAdjustments adjustments ->
                new StockView.Done(
                        new StockOutcome.AdjustmentsKept(
                                adjustments.origin().importId(),
                                adjustments.runs().size()),
                        false,
                        1388);
            case StockCommand.RecordCorporateActions actions ->
                new StockView.Done(
                        new StockOutcome.ActionsTaken(
                                actions.origin().importId(),
                                actions.actions().size(),
                                actions.actions().size(),
                                0,
                                1),
                        false,
                        1388);
            case StockCommand.JudgeQuestion judge ->
                new StockView.Done(
                        judge.accept()
                                ? new StockOutcome.QuestionsJudged(List.of(judge.question()), List.of(), List.of())
                                : new StockOutcome.QuestionsJudged(List.of(), List.of(judge.question()), List.of()),
                        false,
                        1388);
            case StockCommand.JudgeQuestions judge ->
                new StockView.Done(
                        new StockOutcome.QuestionsJudged(judge.accept(), judge.reject(), List.of(9L)), false, 1388);
            case StockCommand.JudgeMatching judge ->
                new StockView.Done(new StockOutcome.QuestionsJudged(List.of(1L), List.of(), List.of()), false, 1388);
            case StockCommand.WithdrawImport withdraw ->
                new StockView.Done(new StockOutcome.ImportTakenBack(withdraw.importId(), 5, 1, 0), false, 1388);
            case StockCommand.ListInstrument list -> kept(id, false, false, 1388);
            case StockCommand.ChangeInstrument change -> kept(id, false, false, 1388);
            case StockCommand.DelistInstrument delist -> kept(id, false, false, 1388);
        };
    }
}
