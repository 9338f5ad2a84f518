/** Specification of how facts are kept. */
@NullMarked
package counterfoil.persistence.journal;

import org.jspecify.annotations.NullMarked;
