package counterfoil.domain.indicator;

import java.util.Arrays;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;

/** Bars made by a seeded walk, so that every run sees the same ones. */
final class GeneratedBars {

    private GeneratedBars() {}

    static BarColumns walk(long seed, int bars) {
        Random random = new Random(seed);
        double[][] columns = new double[5][bars];
        double price = 100;
        for (int i = 0; i < bars; i++) {
            double open = price + random.nextGaussian() * 0.2;
            price = Math.max(1, price + random.nextGaussian());
            columns[0][i] = open;
            columns[1][i] = Math.max(open, price) + random.nextDouble();
            columns[2][i] = Math.min(open, price) - random.nextDouble();
            columns[3][i] = price;
            columns[4][i] = random.nextInt(1_000_000);
        }
        return of(columns);
    }

    static BarColumns of(double[][] columns) {
        return inSessions(columns[0], columns[1], columns[2], columns[3], columns[4]);
    }

    /** Bars that open, trade and close at one price with volume 1. */
    static BarColumns closes(double... closes) {
        double[] ones = new double[closes.length];
        Arrays.fill(ones, 1);
        return new BarColumns(closes, closes, closes, closes, ones);
    }

    /** Prices and volumes times constant factors. */
    static BarColumns scaled(BarColumns bars, double priceFactor, double volumeFactor) {
        return inSessions(
                times(bars.open, priceFactor),
                times(bars.high, priceFactor),
                times(bars.low, priceFactor),
                times(bars.close, priceFactor),
                times(bars.volume, volumeFactor));
    }

    /** The first bars only. */
    static BarColumns first(BarColumns bars, int count) {
        return inSessions(
                Arrays.copyOf(bars.open, count),
                Arrays.copyOf(bars.high, count),
                Arrays.copyOf(bars.low, count),
                Arrays.copyOf(bars.close, count),
                Arrays.copyOf(bars.volume, count));
    }

    static double[] times(double[] values, double factor) {
        return Arrays.stream(values).map(value -> value * factor).toArray();
    }

    /** One column of the bars. */
    static double[] column(BarColumns bars, IndicatorInput input) {
        return switch (input) {
            case OPEN -> bars.open;
            case HIGH -> bars.high;
            case LOW -> bars.low;
            case CLOSE -> bars.close;
            case VOLUME -> bars.volume;
        };
    }

    /** The bars with another column in place of one. */
    static BarColumns with(BarColumns bars, IndicatorInput replaced, double[] column) {
        return inSessions(
                replaced == IndicatorInput.OPEN ? column : bars.open,
                replaced == IndicatorInput.HIGH ? column : bars.high,
                replaced == IndicatorInput.LOW ? column : bars.low,
                replaced == IndicatorInput.CLOSE ? column : bars.close,
                replaced == IndicatorInput.VOLUME ? column : bars.volume);
    }

    /** Prices as multiples of 1/256. */
    static BarColumns onGrid(BarColumns bars) {
        return prices(bars, value -> Math.rint(value * 256) / 256);
    }

    /** The same amount on top of every price. */
    static BarColumns shifted(BarColumns bars, double amount) {
        return prices(bars, value -> value + amount);
    }

    /** Bars of zeros, negative, tiny, huge and equal prices, each price still inside of its bar, half of them without volume. */
    static BarColumns rough(long seed, int bars) {
        Random random = new Random(seed);
        double[] levels = {0, 0, 10, 10, 10.25, 11, -3, -10, 1e-9, 1e12};
        double[][] columns = new double[5][bars];
        for (int i = 0; i < bars; i++) {
            double[] prices = new double[4];
            Arrays.setAll(prices, k -> levels[random.nextInt(levels.length)]);
            columns[0][i] = prices[0];
            columns[1][i] = Arrays.stream(prices).max().orElseThrow();
            columns[2][i] = Arrays.stream(prices).min().orElseThrow();
            columns[3][i] = prices[1];
            columns[4][i] = random.nextBoolean() ? 0 : random.nextInt(1_000);
        }
        return of(columns);
    }

    private static BarColumns prices(BarColumns bars, DoubleUnaryOperator change) {
        double[][] columns = {bars.open, bars.high, bars.low, bars.close};
        for (int i = 0; i < columns.length; i++) {
            columns[i] = Arrays.stream(columns[i]).map(change).toArray();
        }
        return inSessions(columns[0], columns[1], columns[2], columns[3], bars.volume);
    }

    /** A session begins at every 13th bar. */
    private static BarColumns inSessions(double[] open, double[] high, double[] low, double[] close, double[] volume) {
        boolean[] starts = new boolean[close.length];
        for (int i = 0; i < starts.length; i += 13) {
            starts[i] = true;
        }
        return new BarColumns(open, high, low, close, volume, starts);
    }
}
