/** Tests of whole nodes: real JVMs with a real database, over HTTP. */
@NullMarked
package counterfoil.node;

import org.jspecify.annotations.NullMarked;
