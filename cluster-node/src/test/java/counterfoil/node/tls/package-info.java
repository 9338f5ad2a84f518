/** Certificates made for a test, and what nodes with and without them do. */
@NullMarked
package counterfoil.node.tls;

import org.jspecify.annotations.NullMarked;
