/**
 * What the market quotes: instruments and their identifiers, bars, timeframes, corporate actions. Plain Java, free of
 * Pekko and JSON, so that the pure domain can speak these words. Prices of bars are observations and therefore
 * {@code double}; ledger money lives in {@code counterfoil.money}.
 */
@NullMarked
package counterfoil.market;

import org.jspecify.annotations.NullMarked;
