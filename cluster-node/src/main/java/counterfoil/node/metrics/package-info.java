/** What a node measures of itself, offered to Prometheus by Kamon on a port of its own. */
@NullMarked
package counterfoil.node.metrics;

import org.jspecify.annotations.NullMarked;
