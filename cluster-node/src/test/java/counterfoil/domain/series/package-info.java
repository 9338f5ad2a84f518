/** Tests of bars kept over the years, and of what is computed from them on read. */
@NullMarked
package counterfoil.domain.series;

import org.jspecify.annotations.NullMarked;
