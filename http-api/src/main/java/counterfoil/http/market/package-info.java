/** The routes and JSON shapes of markets: when they trade, by their calendars. */
@NullMarked
package counterfoil.http.market;

import org.jspecify.annotations.NullMarked;
