package counterfoil.domain.indicator;

/** Buying pressure as a share of the range, over three periods at once. */
final class UltimateOscillator implements Indicator {

    static final IndicatorDefinition DEFINITION = IndicatorDefinition.of("ultosc", "Ultimate oscillator")
            .parameters(
                    IndicatorParameter.period("short", 7, 1),
                    IndicatorParameter.period("middle", 14, 2).above("short"),
                    IndicatorParameter.period("long", 28, 3).above("middle"))
            .reads(IndicatorInput.HIGH, IndicatorInput.LOW, IndicatorInput.CLOSE)
            .gives(IndicatorLine.number("").within(0, 100))
            .meaning("100 (4 S + 2 M + L) / 7, where S, M and L are, for the short, middle and long period, the sum"
                    + " of close - min(low, previous close) divided by the sum of true ranges; first value at bar"
                    + " long.")
            .undefinedBecause("the bars of a period have no range")
            .source("Larry Williams, The Ultimate Oscillator, Stocks & Commodities 3:4, 1985")
            .checkedAgainst("TA-Lib (Java) 0.4.0 ultOsc to 1e-9; Tulip Indicators' untest to 0.001")
            .startedBy(spec -> new UltimateOscillator(spec.whole(0), spec.whole(1), spec.whole(2)));

    private final int longest;
    private final PressureShare shortShare;
    private final PressureShare middleShare;
    private final PressureShare longShare;
    private double previousClose = Double.NaN;

    UltimateOscillator(int shortPeriod, int middlePeriod, int longPeriod) {
        longest = longPeriod;
        shortShare = new PressureShare(shortPeriod);
        middleShare = new PressureShare(middlePeriod);
        longShare = new PressureShare(longPeriod);
    }

    @Override
    public int lines() {
        return 1;
    }

    @Override
    public int firstValueAt(int line) {
        return longest;
    }

    @Override
    public void update(BarColumns bars, int from, int to, double[][] out, int at) {
        PressureShare one = shortShare.copy();
        PressureShare two = middleShare.copy();
        PressureShare three = longShare.copy();
        double previous = previousClose;
        for (int i = from; i < to; i++, at++) {
            double bottom = Math.min(bars.low[i], previous);
            double pressure = bars.close[i] - bottom;
            double range = Math.max(bars.high[i], previous) - bottom;
            previous = bars.close[i];
            double weighted = 4 * one.add(pressure, range) + 2 * two.add(pressure, range) + three.add(pressure, range);
            out[0][at] = 100 * (weighted / 7);
        }
        shortShare.become(one);
        middleShare.become(two);
        longShare.become(three);
        previousClose = previous;
    }

    @Override
    public void state(StateCells cells) {
        shortShare.state(cells);
        middleShare.state(cells);
        longShare.state(cells);
        previousClose = cells.value(previousClose);
    }

    /** Sum of pressure by sum of ranges over one period; NaN where the ranges are all 0. */
    private record PressureShare(SlidingSum pressure, SlidingSum range) {

        PressureShare(int period) {
            this(new SlidingSum(period), new SlidingSum(period));
        }

        double add(double nextPressure, double nextRange) {
            return Quotient.of(pressure.add(nextPressure), range.add(nextRange));
        }

        PressureShare copy() {
            return new PressureShare(pressure.copy(), range.copy());
        }

        void become(PressureShare other) {
            pressure.become(other.pressure);
            range.become(other.range);
        }

        void state(StateCells cells) {
            pressure.state(cells);
            range.state(cells);
        }
    }
}
