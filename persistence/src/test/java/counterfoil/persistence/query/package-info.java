/** Specification of the reads that other modules see. */
@NullMarked
package counterfoil.persistence.query;

import org.jspecify.annotations.NullMarked;
