/** The routes and JSON shapes of stocks: what the contract calls {@code /stocks} and {@code /admin/stocks}. */
@NullMarked
package counterfoil.http.stock;

import org.jspecify.annotations.NullMarked;
