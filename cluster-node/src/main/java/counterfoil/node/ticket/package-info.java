/**
 * Keeps tickets of the cluster's WebSockets: in memory, each for half a minute, each good for one use.
 */
@NullMarked
package counterfoil.node.ticket;

import org.jspecify.annotations.NullMarked;
