/** Tests of the stock entity, as stories of one instrument. */
@NullMarked
package counterfoil.node.stock;

import org.jspecify.annotations.NullMarked;
