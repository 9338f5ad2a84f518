package counterfoil.http;

import counterfoil.market.Identifier;
import counterfoil.market.Mic;
import counterfoil.market.Validity;
import counterfoil.protocol.Refusal;

/** Refusals that fake stocks answer. */
final class Refusals {
    private Refusals() {}

    /** Apple holds the ticker, or for {@code isin} the ISIN. */
    static Refusal taken(String what) {
        return new Refusal.IdentifierTaken(
                what.equals("isin")
                        ? new Identifier(Identifier.Scheme.ISIN, "US0378331005")
                        : Identifier.ticker("AAPL", new Mic("XNAS")),
                Samples.APPLE_ID,
                Validity.ALWAYS);
    }
}
