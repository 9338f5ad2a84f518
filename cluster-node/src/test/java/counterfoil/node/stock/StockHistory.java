package counterfoil.node.stock;

import static counterfoil.node.stock.PureStock.nobody;

import counterfoil.market.Adjustment;
import counterfoil.market.Bar;
import counterfoil.market.Bars;
import counterfoil.market.CorporateAction;
import counterfoil.market.Timeframe;
import counterfoil.market.calendar.Calendars;
import counterfoil.protocol.Cause;
import counterfoil.protocol.stock.ImportOrigin;
import counterfoil.protocol.stock.QualityPart;
import counterfoil.protocol.stock.StockCommand;
import counterfoil.protocol.stock.StockEvent;
import counterfoil.protocol.stock.StockView;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A stock to which much has happened by chance, at instants that never run backwards: bars, corrections, implausible bars
 * and judgements of them, splits and withdrawn imports.
 */
final class StockHistory {
    static final Instant FIRST = Instant.parse("2024-01-02T10:00:00Z");
    private static final LocalDate DAY = LocalDate.of(2020, 1, 1);
    private static final long ALWAYS = Timeframe.timeOf(LocalDate.of(2200, 1, 1));

    final List<StockEvent> events = new ArrayList<>();
    /** What the stock answered after all that was recorded at an instant. */
    final TreeMap<Instant, List<StockView>> answers = new TreeMap<>();

    final TreeMap<Instant, StockState> states = new TreeMap<>();

    private final Random random;
    private StockState state = StockState.EMPTY;
    private Instant now = FIRST;
    private int commands;

    StockHistory(long seed, int commands) {
        this.random = new Random(seed);
        run(new StockCommand.ListInstrument(PureStock.AAPL, cause(), nobody()));
        for (int i = 0; i < commands; i++) {
            if (random.nextInt(5) > 0) {
                now = now.plusMillis(1 + random.nextInt(100_000)).plusNanos(random.nextInt(1_000));
            }
            run(command());
        }
    }

    private StockCommand.Write command() {
        return switch (random.nextInt(12)) {
            case 0 -> new StockCommand.WithdrawImport("import-" + random.nextInt(6), cause(), nobody());
            case 1 -> new StockCommand.JudgeQuestion(1 + random.nextInt(5), random.nextBoolean(), cause(), nobody());
            case 2 -> actions();
            case 3 -> new StockCommand.ChangeInstrument("Apple " + commands, null, null, null, cause(), nobody());
            case 4 -> bars(Timeframe.M1);
            default -> bars(Timeframe.D1);
        };
    }

    private StockCommand.Write actions() {
        LocalDate exDate = DAY.plusDays(random.nextInt(40));
        ImportOrigin origin = origin(1);
        return new StockCommand.RecordCorporateActions(
                List.of(new CorporateAction.Split(exDate, 2, 1)), origin, cause(), nobody());
    }

    private StockCommand.Write bars(Timeframe timeframe) {
        int count = 1 + random.nextInt(3);
        int first = random.nextInt(40);
        List<Bar> bars = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            long time = timeframe.isDated()
                    ? Timeframe.timeOf(DAY.plusDays(first + i))
                    : Timeframe.timeOf(DAY.plusDays(first)) + 60L * i;
            double close = random.nextInt(8) == 0 ? 300 : 100 + random.nextInt(100) / 10.0;
            bars.add(new Bar(time, close, close + 1, close - 1, close, random.nextInt(1_000)));
        }
        return new StockCommand.RecordBars(timeframe, Bars.of(bars), origin(count), cause(), nobody());
    }

    private ImportOrigin origin(int rows) {
        return new ImportOrigin(
                "import-" + random.nextInt(6), random.nextBoolean() ? "feed" : "other", now, "00", rows);
    }

    private Cause cause() {
        return new Cause(
                "command-" + ++commands, "operator", null, "request", now, "hash", PureStock.envelope("why not"));
    }

    private void run(StockCommand.Write command) {
        Decision decision = new StockDecision(state, PureStock.SETTINGS, command.cause()).decide(PureStock.ID, command);
        if (decision instanceof Decision.Persist persist) {
            for (StockEvent event : persist.events()) {
                events.add(event);
                state = state.apply(event);
            }
        }
        states.put(now, state);
        answers.put(
                now,
                reads().stream()
                        .map(read -> StockReads.answer(state, PureStock.ID, read, false, Calendars.NONE))
                        .toList());
    }

    /** Every kind of read, of all dates and as of one. */
    static List<StockCommand.Read> reads() {
        List<StockCommand.Read> reads = new ArrayList<>();
        @Nullable LocalDate[] dates = {null, DAY.plusDays(20)};
        for (LocalDate asOf : dates) {
            StockCommand.Window days = new StockCommand.Window(Timeframe.D1, Adjustment.SPLIT, 0, ALWAYS, asOf, 1_000);
            reads.add(new StockCommand.GetInstrument(asOf, nobody()));
            reads.add(new StockCommand.GetPrice(asOf, nobody()));
            reads.add(new StockCommand.GetHistory(days, nobody()));
            reads.add(new StockCommand.GetCloses(
                    new StockCommand.Span(
                            Adjustment.SPLIT, 0, (int) LocalDate.of(2200, 1, 1).toEpochDay(), 0, asOf),
                    nobody()));
            reads.add(new StockCommand.GetTechnicals(List.of("sma:2"), days, nobody()));
            reads.add(new StockCommand.GetCorporateActions(0, 1_000, asOf, nobody()));
            reads.add(new StockCommand.GetQuality(QualityPart.ALL, 0, 1_000, asOf, nobody()));
        }
        return reads;
    }
}
