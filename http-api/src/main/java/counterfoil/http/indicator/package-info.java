/**
 * The catalogue of indicators as programs read it: names, parameters with their ranges, inputs, lines with unit, range and
 * warm-up, definition, source and outside check. What an indicator is and does is known to the node, which describes each
 * as an {@link counterfoil.http.indicator.IndicatorEntry}; here it is only written.
 */
@NullMarked
package counterfoil.http.indicator;

import org.jspecify.annotations.NullMarked;
