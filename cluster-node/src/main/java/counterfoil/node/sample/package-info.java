/**
 * The real market data that the demo imports: daily bars of AAPL for 2013, and the trades of BTC/USD on Bitstamp in the
 * week of 25 November 2013, aggregated to minutes. Origin and licence stand in {@code sample/NOTICE.txt}.
 */
@NullMarked
package counterfoil.node.sample;

import org.jspecify.annotations.NullMarked;
