package counterfoil.domain.indicator;

import java.util.Arrays;
import java.util.Random;

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
        return new BarColumns(columns[0], columns[1], columns[2], columns[3], columns[4]);
    }

    /** Bars that open, trade and close at one price with volume 1. */
    static BarColumns closes(double... closes) {
        double[] ones = new double[closes.length];
        Arrays.fill(ones, 1);
        return new BarColumns(closes, closes, closes, closes, ones);
    }

    /** Prices and volumes times constant factors. */
    static BarColumns scaled(BarColumns bars, double priceFactor, double volumeFactor) {
        return new BarColumns(
                times(bars.open, priceFactor),
                times(bars.high, priceFactor),
                times(bars.low, priceFactor),
                times(bars.close, priceFactor),
                times(bars.volume, volumeFactor));
    }

    /** The first bars only. */
    static BarColumns first(BarColumns bars, int count) {
        return new BarColumns(
                Arrays.copyOf(bars.open, count),
                Arrays.copyOf(bars.high, count),
                Arrays.copyOf(bars.low, count),
                Arrays.copyOf(bars.close, count),
                Arrays.copyOf(bars.volume, count));
    }

    static double[] times(double[] values, double factor) {
        return Arrays.stream(values).map(value -> value * factor).toArray();
    }
}
