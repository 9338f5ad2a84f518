/**
 * A stock's bars over the years: kept in columns, corrected and taken back without losing what stood before, adjusted
 * for corporate actions and drawn together into longer bars on read, and judged for plausibility when they arrive.
 *
 * <p>Everything here is immutable to its readers and knows no clock: a {@link Series} that somebody holds never changes,
 * whatever is recorded after.
 */
@NullMarked
package counterfoil.domain.series;

import org.jspecify.annotations.NullMarked;
