/** Sources of quotes and bars, against an instrument that a test controls. */
@NullMarked
package counterfoil.node.ingest;

import org.jspecify.annotations.NullMarked;
