package counterfoil.http.stock;

import counterfoil.protocol.stock.StockView.PriceView;

/** One of many prices asked for at once. */
public sealed interface PriceEntry {
    /** The instrument as it was asked for. */
    String asked();

    /** It has an answer. */
    record Found(String asked, PriceView view) implements PriceEntry {}

    /** It has none, for the reason that a single request would be refused with. */
    record Missing(String asked, String code, String title) implements PriceEntry {}
}
