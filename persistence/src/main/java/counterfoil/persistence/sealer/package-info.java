/**
 * Gives every committed journal row its place in the log. One {@link counterfoil.persistence.sealer.Sealer} runs on every
 * entity node; whichever locks the log's state row works, in rounds of one transaction each, and nothing ever waits for a
 * number that is missing.
 */
@NullMarked
package counterfoil.persistence.sealer;

import org.jspecify.annotations.NullMarked;
