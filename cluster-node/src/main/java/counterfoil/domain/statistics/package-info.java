/**
 * Statistics of returns and risk. Closes of trading dates become simple returns from one close to the next;
 * {@link counterfoil.domain.statistics.Statistics} computes every statistic of them that
 * {@link counterfoil.domain.statistics.StatisticCatalogue} defines, alone and, on the dates that both have, against the
 * closes of a benchmark.
 *
 * <p>A {@link counterfoil.domain.statistics.Statistic} is a finite number, or it is undefined and says why: no NaN and no
 * infinity leaves this package except in the lines of rolling statistics, where NaN means missing. Differences of prices
 * are formed before they are divided, sums are compensated, and deviations are taken from a mean that is itself a distance
 * from the first value, so equal returns have a variance of exactly 0. Rolling forms cost the same for each window
 * length: they join aggregates of two blocks and never subtract what left the window.
 *
 * <p>Returns are fractions, losses of VaR and CVaR are positive fractions, drawdowns are at most 0.
 */
@NullMarked
package counterfoil.domain.statistics;

import org.jspecify.annotations.NullMarked;
