/** Tests of the keepers of tickets. */
@NullMarked
package counterfoil.node.ticket;

import org.jspecify.annotations.NullMarked;
