/** Tests of messages between nodes. */
@NullMarked
package counterfoil.node.wire;

import org.jspecify.annotations.NullMarked;
