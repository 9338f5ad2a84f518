/** Statistics against published values, calculations shown, and the laws that they must obey. */
@NullMarked
package counterfoil.domain.statistics;

import org.jspecify.annotations.NullMarked;
