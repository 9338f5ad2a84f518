package counterfoil.http.live;

import counterfoil.market.Instrument;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** How instruments are called today, as far as this node has learnt it; the least recently used are forgotten. */
final class Tickers {
    private static final int MOST = 20_000;

    private record Known(Instrument instrument, @Nullable String ticker) {}

    private final Map<String, Known> known = new LinkedHashMap<>(64, 0.75f, true);

    /** The ticker of an instrument; looked up again only when the instrument changed. */
    synchronized @Nullable String learn(String instrumentId, Instrument instrument, Supplier<@Nullable String> ticker) {
        Known before = known.get(instrumentId);
        if (before != null && before.instrument().equals(instrument)) {
            return before.ticker();
        }
        Known now = new Known(instrument, ticker.get());
        known.put(instrumentId, now);
        if (known.size() > MOST) {
            known.remove(known.keySet().iterator().next());
        }
        return now.ticker();
    }

    synchronized @Nullable String get(String instrumentId) {
        Known now = known.get(instrumentId);
        return now == null ? null : now.ticker();
    }
}
