/** What auditors may ask of a node. */
@NullMarked
package counterfoil.node.audit;

import org.jspecify.annotations.NullMarked;
