package counterfoil.node.stock;

import counterfoil.market.Bar;
import counterfoil.market.Bars;
import counterfoil.market.CorporateAction;
import counterfoil.market.Identifier;
import counterfoil.market.IdentifierSpan;
import counterfoil.market.Instrument;
import counterfoil.market.InstrumentType;
import counterfoil.market.Mic;
import counterfoil.market.Timeframe;
import counterfoil.market.Validity;
import counterfoil.money.Currency;
import counterfoil.protocol.Cause;
import counterfoil.protocol.Enciphered;
import counterfoil.protocol.stock.ImportOrigin;
import counterfoil.protocol.stock.StockCommand;
import counterfoil.protocol.stock.StockEvent;
import counterfoil.protocol.stock.StockView;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.actor.typed.ActorRef;
import org.jspecify.annotations.Nullable;

/** A stock without an actor: decides, applies, and remembers its events. */
final class PureStock {
    static final String ID = "7f3c2a10-0000-4000-8000-000000000001";
    static final Instant NOW = Instant.parse("2026-01-27T14:05:00Z");
    static final StockSettings SETTINGS = new StockSettings(100_000, 10_000, 1_000, 10_000, 0.4, 100);
    static final Instrument AAPL = new Instrument(
            "Apple Inc.",
            new Currency("USD"),
            InstrumentType.COMMON_STOCK,
            "Technology",
            List.of(
                    new IdentifierSpan(Identifier.ticker("AAPL", new Mic("XNAS")), Validity.ALWAYS),
                    new IdentifierSpan(new Identifier(Identifier.Scheme.ISIN, "US0378331005"), Validity.ALWAYS)));

    private final StockSettings settings;
    final List<StockEvent> events = new ArrayList<>();
    StockState state = StockState.EMPTY;
    private int commands;

    PureStock(StockSettings settings) {
        this.settings = settings;
        run(new StockCommand.ListInstrument(AAPL, cause(null), nobody()));
    }

    PureStock() {
        this(SETTINGS);
    }

    Cause cause(@Nullable String reason) {
        commands++;
        return new Cause(
                "command-" + commands,
                "operator",
                null,
                "request",
                NOW,
                "hash",
                reason == null ? null : envelope(reason));
    }

    /** An envelope that tells what was asked by its length alone, as these tests have no keys. */
    static Enciphered envelope(String reason) {
        return new Enciphered("operator", 1, new byte[12], new byte[reason.length() + 16]);
    }

    Decision run(StockCommand.Write command) {
        Decision decision = new StockDecision(state, settings, command.cause()).decide(ID, command);
        if (decision instanceof Decision.Persist persist) {
            for (StockEvent event : persist.events()) {
                events.add(event);
                state = state.apply(event);
            }
        }
        return decision;
    }

    Decision record(String importId, String source, Timeframe timeframe, Bar... bars) {
        ImportOrigin origin = new ImportOrigin(importId, source, NOW, "00", bars.length);
        return run(new StockCommand.RecordBars(timeframe, Bars.of(List.of(bars)), origin, cause(null), nobody()));
    }

    Decision days(String importId, Bar... bars) {
        return record(importId, "import", Timeframe.D1, bars);
    }

    Decision act(String importId, CorporateAction... actions) {
        ImportOrigin origin = new ImportOrigin(importId, "import", NOW, "00", actions.length);
        return run(new StockCommand.RecordCorporateActions(List.of(actions), origin, cause(null), nobody()));
    }

    Decision judge(long question, boolean accept) {
        return run(new StockCommand.JudgeQuestion(question, accept, cause("looked it up"), nobody()));
    }

    Decision withdraw(String importId) {
        return run(new StockCommand.WithdrawImport(importId, cause("wrong file"), nobody()));
    }

    StockView read(StockCommand.Read read) {
        return StockReads.answer(state, ID, read, false, settings.calendars());
    }

    /** The closes that stand, by date. */
    List<String> closes() {
        List<String> closes = new ArrayList<>();
        for (int i = 0; i < state.days().size(); i++) {
            closes.add(
                    Timeframe.dateOf(state.days().time(i)) + " " + state.days().close(i));
        }
        return closes;
    }

    /** Rule and settlement of each question. */
    List<String> questions() {
        return state.questions().stream()
                .map(kept -> Timeframe.D1.format(kept.bar().time()) + " "
                        + kept.question().rule().code() + " " + kept.settlement())
                .toList();
    }

    static Bar day(String date, double open, double high, double low, double close, double volume) {
        return new Bar(Timeframe.timeOf(LocalDate.parse(date)), open, high, low, close, volume);
    }

    /** A reference that nobody hears; decisions never use it. */
    @SuppressWarnings("NullAway")
    static ActorRef<StockView> nobody() {
        return null;
    }
}
