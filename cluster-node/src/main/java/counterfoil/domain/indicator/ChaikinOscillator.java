package counterfoil.domain.indicator;

/**
 * How far a fast mean of the accumulation/distribution line is from a slow one.
 *
 * <p>Each mean is seeded with the arithmetic mean of its own first values, like every exponential mean here. TA-Lib and
 * Tulip seed both with the line's first value; the difference is forgotten at the pace of the slow mean.
 */
final class ChaikinOscillator implements Indicator {

    static final IndicatorDefinition DEFINITION = IndicatorDefinition.of("chaikin", "Chaikin oscillator")
            .parameters(
                    IndicatorParameter.period("fast", 3, 1),
                    IndicatorParameter.period("slow", 10, 2).above("fast"))
            .reads(IndicatorInput.HIGH, IndicatorInput.LOW, IndicatorInput.CLOSE, IndicatorInput.VOLUME)
            .gives(IndicatorLine.volume(""))
            .meaning("The fast minus the slow exponential moving average of the accumulation/distribution line, which"
                    + " begins at bar 0; each average is seeded with the arithmetic mean of its first n values; first"
                    + " value at bar s - 1.")
            .source("Marc Chaikin, as in Steven B. Achelis, Technical Analysis from A to Z, 2001")
            .checkedAgainst("Skender.Stock.Indicators' table of the Chaikin oscillator 3, 10 (same seeds) to 0.01;"
                    + " TA-Lib (Java) 0.4.0 adOsc and Tulip Indicators start with the line's first value and are"
                    + " compared as that seed is forgotten")
            .startedBy(spec -> new ChaikinOscillator(spec.whole(0), spec.whole(1)));

    private final int first;
    private final SmoothedMean fast;
    private final SmoothedMean slow;
    private double line;

    ChaikinOscillator(int fastPeriod, int slowPeriod) {
        first = slowPeriod - 1;
        fast = SmoothedMean.exponential(fastPeriod);
        slow = SmoothedMean.exponential(slowPeriod);
    }

    @Override
    public int lines() {
        return 1;
    }

    @Override
    public int firstValueAt(int line) {
        return first;
    }

    @Override
    public void update(BarColumns bars, int from, int to, double[][] out, int at) {
        SmoothedMean fastMean = fast.copy();
        SmoothedMean slowMean = slow.copy();
        for (int i = from; i < to; i++, at++) {
            line += MoneyFlow.of(bars.high[i], bars.low[i], bars.close[i], bars.volume[i]);
            out[0][at] = fastMean.add(line) - slowMean.add(line);
        }
        fast.become(fastMean);
        slow.become(slowMean);
    }

    @Override
    public void state(StateCells cells) {
        fast.state(cells);
        slow.state(cells);
        line = cells.value(line);
    }
}
