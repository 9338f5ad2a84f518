package counterfoil.bench;

import counterfoil.domain.indicator.BarColumns;
import counterfoil.domain.indicator.Indicator;
import counterfoil.domain.indicator.IndicatorSpec;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * One new minute for 5,000 stocks with 20 indicators each: 100,000 updates of one bar, stock after stock, over updaters
 * whose state together is far larger than any cache.
 */
final class MinuteRound {

    private static final int STOCKS = 5_000;
    private static final List<IndicatorSpec> SPECS = List.of(
                    "sma:20",
                    "sma:50",
                    "sma:200",
                    "ema:12",
                    "ema:26",
                    "ema:50",
                    "wma:20",
                    "rsi:14",
                    "macd",
                    "bbands",
                    "atr",
                    "obv",
                    "vwap",
                    "stochrsi",
                    "roc",
                    "mom",
                    "stddev",
                    "linreg",
                    "psar",
                    "ultosc")
            .stream()
            .map(IndicatorSpec::of)
            .toList();
    private static final int HISTORY = 250;
    private static final int ROUNDS = 41;
    private static final double GOAL = 0.15;
    private static final double MINUTE_NANOS = 60e9;

    private final BarColumns bars = new BenchBars(HISTORY + 2 * ROUNDS).columns();
    private final double[][] out = new double[3][HISTORY];

    void run(Figures figures) {
        Indicator[] updaters = new Indicator[STOCKS * SPECS.size()];
        Arrays.setAll(updaters, i -> SPECS.get(i % SPECS.size()).start());
        for (Indicator updater : updaters) {
            updater.update(bars, 0, HISTORY, out, 0);
        }
        Measured[] rounds = new Measured[2 * ROUNDS];
        for (int round = 0; round < rounds.length; round++) {
            Stopwatch stopwatch = Stopwatch.ofThread();
            for (Indicator updater : updaters) {
                updater.update(bars, HISTORY + round, HISTORY + round + 1, out, 0);
            }
            rounds[round] = stopwatch.stop("counterfoil, one bar each", updaters.length);
        }
        Measured median = Arrays.stream(rounds)
                .skip(ROUNDS)
                .sorted(Comparator.comparingLong(Measured::elapsedNanos))
                .toList()
                .get(ROUNDS / 2);
        double share = median.elapsedNanos() / MINUTE_NANOS;
        figures.line("");
        figures.line(String.format(
                Locale.ROOT,
                "one minute of %,d stocks with %d indicators each, median of %d rounds",
                STOCKS,
                SPECS.size(),
                ROUNDS));
        figures.figure(median);
        figures.line(String.format(
                Locale.ROOT,
                "  one round                    %.1f ms, %.4f %% of a minute of one core",
                median.elapsedNanos() / 1e6,
                100 * share));
        figures.goal("under 15 % of one core", share < GOAL);
    }
}
