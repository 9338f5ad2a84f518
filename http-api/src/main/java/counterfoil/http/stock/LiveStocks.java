package counterfoil.http.stock;

import counterfoil.http.ApiContext;
import counterfoil.http.Ask;
import counterfoil.http.Deadline;
import counterfoil.market.Identifier;
import counterfoil.market.Instrument;
import counterfoil.protocol.stock.StockCommand;
import counterfoil.protocol.stock.StockKey;
import counterfoil.protocol.stock.StockView;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** What a stream asks of stocks: who is meant by a name, and what the stock knows now. */
public final class LiveStocks {
    private final Ask ask;
    private final InstrumentPath instruments;

    /** Asks as the routes of stocks do. */
    public LiveStocks(ApiContext context, Ask ask) {
        this.ask = ask;
        this.instruments = new InstrumentPath(ask, context);
    }

    /**
     * The id of the instrument that a text names today, in any of the forms of a path. Fails with the problems of a path.
     *
     * @throws counterfoil.http.Problem.Refused if the text cannot be a name
     */
    public CompletionStage<String> resolve(String text, Deadline deadline) {
        return instruments.resolve(text, Times.NOW, deadline);
    }

    /** The last close of a stock, with the sequence number up to which it counts. */
    public CompletionStage<StockView.PriceView> price(String instrumentId, Deadline deadline) {
        return ask.<StockCommand, StockView>read(
                        StockKey.TYPE, instrumentId, deadline, to -> new StockCommand.GetPrice(null, to))
                .thenApply(view -> StockViews.expect(StockView.PriceView.class, view));
    }

    /** The ticker of an instrument at an instant; null when it never had one. */
    public static @Nullable String ticker(Instrument instrument, Instant at) {
        return InstrumentJson.shown(instrument, Identifier.Scheme.TICKER, LocalDate.ofInstant(at, ZoneOffset.UTC))
                .map(Identifier::symbol)
                .orElse(null);
    }
}
