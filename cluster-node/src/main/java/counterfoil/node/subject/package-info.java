/** The entity that records an erasure, and has what follows from it carried out before it answers. */
@NullMarked
package counterfoil.node.subject;

import org.jspecify.annotations.NullMarked;
