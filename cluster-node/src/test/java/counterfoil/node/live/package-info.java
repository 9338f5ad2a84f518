/** Quotes over several nodes, and the reader of the log against a real one. */
@NullMarked
package counterfoil.node.live;

import org.jspecify.annotations.NullMarked;
