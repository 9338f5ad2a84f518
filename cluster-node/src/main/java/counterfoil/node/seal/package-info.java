/** The node's part in sealing: the keys that sign its heads, where they go, and the sealer that runs with the node. */
@NullMarked
package counterfoil.node.seal;

import org.jspecify.annotations.NullMarked;
