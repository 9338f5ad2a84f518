/** Tests of how the node watches what it needs. */
@NullMarked
package counterfoil.node.health;

import org.jspecify.annotations.NullMarked;
