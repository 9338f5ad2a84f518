package counterfoil.bench;

import counterfoil.domain.indicator.BarColumns;
import java.util.Random;

/** Bars of a seeded walk around 100, as plain columns for other libraries and as ours. */
final class BenchBars {

    final double[] open;
    final double[] high;
    final double[] low;
    final double[] close;
    final double[] volume;

    BenchBars(int bars) {
        open = new double[bars];
        high = new double[bars];
        low = new double[bars];
        close = new double[bars];
        volume = new double[bars];
        Random random = new Random(20130102);
        double price = 100;
        for (int i = 0; i < bars; i++) {
            open[i] = price;
            price = 100 + (price - 100) * 0.9999 + random.nextGaussian() * 0.3;
            close[i] = price;
            high[i] = Math.max(open[i], close[i]) + random.nextDouble();
            low[i] = Math.min(open[i], close[i]) - random.nextDouble();
            volume[i] = random.nextInt(1_000_000);
        }
    }

    int length() {
        return close.length;
    }

    BarColumns columns() {
        return new BarColumns(open, high, low, close, volume);
    }
}
