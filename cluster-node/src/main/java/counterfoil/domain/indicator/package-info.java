/**
 * Technical indicators as one-pass updaters. An {@link counterfoil.domain.indicator.Indicator} takes one bar after the
 * other, oldest first, and keeps only what its period needs; whoever wants a whole series or a window of it runs the
 * same updater through {@link counterfoil.domain.indicator.IndicatorWindow}, so live and batch values cannot differ.
 * Outside texts such as {@code macd:12:26:9} become an {@link counterfoil.domain.indicator.IndicatorSpec}.
 *
 * <p>One indicator is one file: the updater and, beside it, its definition (parameters with their ranges, names of the
 * output lines, meaning, source). {@link counterfoil.domain.indicator.IndicatorCatalogue} lists them all. Shared
 * arithmetic is composed from {@code SmoothedMean}, {@code SlidingSum} and {@code SlidingMoments}.
 *
 * <p>Values are {@code double}, NaN before the warm-up is over and where the definition divides by zero; NaN is to be
 * shown as missing, never as a number. Inputs are expected to be finite: a NaN goes into the values that depend on it.
 */
@NullMarked
package counterfoil.domain.indicator;

import org.jspecify.annotations.NullMarked;
