package counterfoil.http;

import counterfoil.market.Identifier;
import counterfoil.market.IdentifierSpan;
import counterfoil.market.Instrument;
import counterfoil.market.InstrumentType;
import counterfoil.market.Mic;
import counterfoil.market.Timeframe;
import counterfoil.market.Validity;
import counterfoil.money.Currency;
import counterfoil.protocol.Basis;
import counterfoil.protocol.stock.StockView;
import java.time.LocalDate;
import java.util.List;

/** Views that fake stocks answer. */
final class Samples {
    static final String APPLE_ID = "7f3c2a10-9b1e-8c4d-a001-0123456789ab";
    static final long DAY = Timeframe.timeOf(LocalDate.parse("2020-01-02"));

    static final Instrument APPLE = new Instrument(
            "Apple Inc.",
            new Currency("USD"),
            InstrumentType.COMMON_STOCK,
            "Technology",
            List.of(
                    new IdentifierSpan(Identifier.ticker("AAPL", new Mic("XNAS")), Validity.ALWAYS),
                    new IdentifierSpan(new Identifier(Identifier.Scheme.ISIN, "US0378331005"), Validity.ALWAYS)));

    private Samples() {}

    static Basis basis(long sequence) {
        return new Basis(null, sequence, List.of("import"));
    }

    static StockView.PriceView price(String id, long sequence) {
        return new StockView.PriceView(
                id, APPLE, 75.09, DAY, Timeframe.D1, "import", 1.5, 0.0203, null, basis(sequence));
    }
}
