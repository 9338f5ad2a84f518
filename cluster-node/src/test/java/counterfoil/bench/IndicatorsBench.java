package counterfoil.bench;

import com.tictactec.ta.lib.Core;
import com.tictactec.ta.lib.MAType;
import com.tictactec.ta.lib.MInteger;
import counterfoil.domain.indicator.BarColumns;
import counterfoil.domain.indicator.Indicator;
import counterfoil.domain.indicator.IndicatorSpec;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Six indicators over a million bars: ours streaming through the {@link Indicator} interface, in chunks as an entity holds
 * them and bar by bar, beside TA-Lib's Java port, one indicator after the other over the whole arrays. Both keep all ten
 * lines of values. Then every indicator of the catalogue by itself, and one new minute for 5,000 stocks.
 */
final class IndicatorsBench implements Benchmark {

    private static final List<IndicatorSpec> SPECS = List.of(
            IndicatorSpec.of("sma:20"),
            IndicatorSpec.of("ema:20"),
            IndicatorSpec.of("rsi:14"),
            IndicatorSpec.of("macd:12:26:9"),
            IndicatorSpec.of("bbands:20:2"),
            IndicatorSpec.of("atr:14"));
    /** As many bars as an entity holds in one chunk: the minutes of a regular session. */
    private static final int CHUNK = 390;

    private static final int BARS = 1_000_000;
    private static final long WARM_UP_NANOS = 20_000_000_000L;
    private static final int ROUNDS = 25;
    private static final double TOLERANCE = 1e-9;

    /** TA-Lib seeds MACD's fast average later; after this many bars 1e-9 of the seed is left: (11/13)^150 = 1e-11. */
    private static final int MACD_SEED_FORGOTTEN = 26 + 150;

    private final BenchBars made = new BenchBars(BARS);
    private final double[] high = made.high;
    private final double[] low = made.low;
    private final double[] close = made.close;
    private final BarColumns bars = made.columns();
    private final double[][][] ours = new double[6][][];
    private final double[][][] theirs = new double[6][][];
    private final int[] theirFirst = new int[6];

    @Override
    public String name() {
        return "indicators";
    }

    @Override
    public String meaning() {
        return "six indicators and every one of the catalogue per bar, beside TA-Lib batch; a minute of 5,000 stocks";
    }

    @Override
    public void run(Figures figures) {
        for (int i = 0; i < SPECS.size(); i++) {
            int lines = SPECS.get(i).start().lines();
            ours[i] = new double[lines][BARS];
            theirs[i] = new double[lines][BARS];
        }
        long warm = System.nanoTime() + WARM_UP_NANOS;
        while (System.nanoTime() < warm) {
            stream(1);
            stream(CHUNK);
            batch();
        }
        Measured[] single = new Measured[ROUNDS];
        Measured[] chunked = new Measured[ROUNDS];
        Measured[] their = new Measured[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            single[round] = stream(1);
            chunked[round] = stream(CHUNK);
            their[round] = batch();
        }
        compare(figures, "six indicators per bar, fed in chunks of " + CHUNK + " bars", median(chunked), median(their));
        compare(figures, "six indicators per bar, fed bar by bar", median(single), median(their));
        double difference = largestDifference();
        figures.line("");
        figures.goal("equal to 1e-9 (largest difference " + difference + ")", difference <= TOLERANCE);
        new CatalogueSpeed().run(figures, CHUNK);
        new MinuteRound().run(figures);
    }

    private static void compare(Figures figures, String work, Measured ours, Measured theirs) {
        figures.compare(work + ", median of " + ROUNDS + " rounds", ours, theirs);
        figures.goal("at most 30 ns per bar", ours.nanosPerOperation() <= 30);
        figures.goal("at least 1.3 times TA-Lib", ours.timesAsFastAs(theirs) >= 1.3);
    }

    /** Every chunk goes through all six before the next one is taken. */
    private Measured stream(int chunk) {
        Indicator[] indicators = SPECS.stream().map(IndicatorSpec::start).toArray(Indicator[]::new);
        Stopwatch stopwatch = Stopwatch.ofThread();
        for (int from = 0; from < BARS; from += chunk) {
            int to = Math.min(from + chunk, BARS);
            for (int k = 0; k < indicators.length; k++) {
                indicators[k].update(bars, from, to, ours[k], from);
            }
        }
        return stopwatch.stop("counterfoil, streaming", BARS);
    }

    private Measured batch() {
        Core lib = new Core();
        MInteger first = new MInteger();
        MInteger count = new MInteger();
        int end = BARS - 1;
        Stopwatch stopwatch = Stopwatch.ofThread();
        lib.sma(0, end, close, 20, first, count, theirs[0][0]);
        theirFirst[0] = first.value;
        lib.ema(0, end, close, 20, first, count, theirs[1][0]);
        theirFirst[1] = first.value;
        lib.rsi(0, end, close, 14, first, count, theirs[2][0]);
        theirFirst[2] = first.value;
        lib.macd(0, end, close, 12, 26, 9, first, count, theirs[3][0], theirs[3][1], theirs[3][2]);
        theirFirst[3] = first.value;
        double[][] bands = theirs[4];
        lib.bbands(0, end, close, 20, 2, 2, MAType.Sma, first, count, bands[0], bands[1], bands[2]);
        theirFirst[4] = first.value;
        lib.atr(0, end, high, low, close, 14, first, count, theirs[5][0]);
        theirFirst[5] = first.value;
        return stopwatch.stop("TA-Lib 0.4.0 (Java), batch", BARS);
    }

    private static Measured median(Measured[] measured) {
        return Arrays.stream(measured)
                .sorted(Comparator.comparingLong(Measured::elapsedNanos))
                .toList()
                .get(measured.length / 2);
    }

    /** Over all lines and bars, relative where a value is larger than 1. */
    private double largestDifference() {
        double largest = 0;
        for (int k = 0; k < ours.length; k++) {
            int from = k == 3 ? MACD_SEED_FORGOTTEN : theirFirst[k];
            for (int line = 0; line < ours[k].length; line++) {
                for (int i = from; i < BARS; i++) {
                    double expected = theirs[k][line][i - theirFirst[k]];
                    double difference = Math.abs(ours[k][line][i] - expected) / Math.max(1, Math.abs(expected));
                    largest = Double.isNaN(difference) ? Double.POSITIVE_INFINITY : Math.max(largest, difference);
                }
            }
        }
        return largest;
    }
}
