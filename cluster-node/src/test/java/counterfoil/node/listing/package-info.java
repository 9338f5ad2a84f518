/** What the listing promises: one owner at a time, nothing locked for ever. */
@NullMarked
package counterfoil.node.listing;

import org.jspecify.annotations.NullMarked;
