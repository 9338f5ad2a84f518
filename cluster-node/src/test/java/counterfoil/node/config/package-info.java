/** What the settings promise: order of origins, unknown names, ranges, secrets. */
@NullMarked
package counterfoil.node.config;

import org.jspecify.annotations.NullMarked;
