/** Tests of the quality report. */
@NullMarked
package counterfoil.domain.quality;

import org.jspecify.annotations.NullMarked;
