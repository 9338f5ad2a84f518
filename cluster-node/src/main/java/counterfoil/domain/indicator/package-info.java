/**
 * Technical indicators as one-pass updaters. An {@link counterfoil.domain.indicator.Indicator} takes one bar after the
 * other, oldest first, and keeps only what its period needs; whoever wants a whole series or a window of it runs the
 * same updater through {@link counterfoil.domain.indicator.IndicatorWindow}, so live and batch values cannot differ.
 * Outside texts such as {@code macd:12:26:9} become an {@link counterfoil.domain.indicator.IndicatorSpec}.
 *
 * <p>One indicator is one file: the updater and, beside it, its definition: parameters with their ranges, the columns it
 * reads, its lines with unit, range and what a shift of all prices does to them, meaning, where it is undefined, source
 * and outside check. {@link counterfoil.domain.indicator.IndicatorCatalogue} lists them all; the tests of laws take every
 * entry from there and try it with parameters and bars of their own. Shared arithmetic is composed from
 * {@code SmoothedMean}, {@code SlidingSum}, {@code SlidingMoments}, {@code SlidingExtreme}, {@code SlidingRange},
 * {@code SlidingSlope} and {@code Delay}.
 *
 * <p>An updater names the numbers that bars have changed once, in {@code state(StateCells)}: its own as
 * {@code balance = cells.value(balance)}, those of a shared piece by passing the cells on. The same lines write and read
 * an {@link counterfoil.domain.indicator.IndicatorState}, with which a new updater goes on bit by bit. What follows from
 * the parameters is not named.
 *
 * <p>Values are {@code double}, NaN before the warm-up is over and where the definition divides by zero; NaN is to be
 * shown as missing, never as a number. Inputs are expected to be finite: a NaN goes into the values that depend on it.
 */
@NullMarked
package counterfoil.domain.indicator;

import org.jspecify.annotations.NullMarked;
