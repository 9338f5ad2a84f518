package counterfoil.bench;

import counterfoil.domain.indicator.BarColumns;
import counterfoil.domain.indicator.Indicator;
import counterfoil.domain.indicator.IndicatorCatalogue;
import counterfoil.domain.indicator.IndicatorDefinition;
import counterfoil.domain.indicator.IndicatorSpec;
import java.util.Locale;
import java.util.function.LongSupplier;
import java.util.stream.LongStream;

/**
 * Every indicator of the catalogue with its standard parameters: nanoseconds per bar, all of its lines kept, fed in chunks
 * as an entity holds them and bar by bar; beside TA-Lib's Java port over the whole arrays where it has the same lines.
 */
final class CatalogueSpeed {

    private static final int BARS = 200_000;
    private static final int WARM_UP_ROUNDS = 15;
    private static final int ROUNDS = 9;

    private final BenchBars bars = new BenchBars(BARS);
    private final BarColumns columns = bars.columns();
    private final TaLibBatch taLib = new TaLibBatch(bars);

    void run(Figures figures, int chunk) {
        figures.line("");
        figures.line(String.format(
                Locale.ROOT, "every indicator, ns per bar, median of %d rounds of %,d bars", ROUNDS, BARS));
        figures.line(row("", "chunks of " + chunk, "bar by bar", "TA-Lib batch", "ratio"));
        double inChunks = 0;
        double barByBar = 0;
        for (IndicatorDefinition definition : IndicatorCatalogue.all()) {
            IndicatorSpec spec = definition.standard();
            double[][] out = new double[definition.lines().size()][BARS];
            double chunked = nanosPerBar(() -> stream(spec, chunk, out));
            double single = nanosPerBar(() -> stream(spec, 1, out));
            double theirs = taLib.has(definition.name())
                    ? nanosPerBar(() -> timed(() -> taLib.run(definition.name())))
                    : Double.NaN;
            figures.line(row(spec.text(), text(chunked), text(single), text(theirs), text(theirs / chunked)));
            inChunks += chunked;
            barByBar += single;
        }
        figures.line(row("all of them", text(inChunks), text(barByBar), "", ""));
    }

    private long stream(IndicatorSpec spec, int chunk, double[][] out) {
        Indicator updater = spec.start();
        return timed(() -> {
            for (int from = 0; from < BARS; from += chunk) {
                updater.update(columns, from, Math.min(from + chunk, BARS), out, from);
            }
        });
    }

    private static long timed(Runnable work) {
        long start = System.nanoTime();
        work.run();
        return System.nanoTime() - start;
    }

    private static double nanosPerBar(LongSupplier round) {
        long[] nanos = LongStream.generate(round)
                .limit(WARM_UP_ROUNDS + ROUNDS)
                .skip(WARM_UP_ROUNDS)
                .sorted()
                .toArray();
        return (double) nanos[ROUNDS / 2] / BARS;
    }

    private static String row(String spec, String chunked, String single, String theirs, String ratio) {
        return String.format(Locale.ROOT, "  %-24s %14s %12s %14s %8s", spec, chunked, single, theirs, ratio)
                .stripTrailing();
    }

    private static String text(double value) {
        return Double.isNaN(value) ? "" : String.format(Locale.ROOT, "%.1f", value);
    }
}
