package counterfoil.domain.indicator;

/**
 * Wilder's directional movement: how much of the range goes up (+DI) and down (-DI), and how one-sided that is (ADX).
 *
 * <p>A bar's movement is the part of its range outside of the bar before, on the side where that part is larger: up
 * when {@code high - previous high} is positive and above {@code previous low - low}, down in the opposite case, none
 * when both are equal. Movements and true ranges begin at bar 1 and are smoothed alike, each seeded with the mean of
 * its first n values, which is Wilder's own worksheet divided by n throughout. TA-Lib seeds them one bar earlier, with
 * n - 1 values, so its first values differ and come together as the seed is forgotten; Tulip counts a range and a
 * movement at bar 0 as well.
 *
 * <p>The index DX = 100 |+DI - -DI| / (+DI + -DI) is 0 / 0 until there was any movement; ADX averages the values that
 * exist. A movement is never larger than its range; the minimum with 100 takes off the last digit's rounding only.
 * After thousands of bars without any range both means are too small to be divided, and there is no index.
 */
final class DirectionalMovement implements Indicator {

    static final IndicatorDefinition DEFINITION = IndicatorDefinition.of("adx", "Average directional movement index")
            .parameters(IndicatorParameter.period("period", 14, 2))
            .reads(IndicatorInput.HIGH, IndicatorInput.LOW, IndicatorInput.CLOSE)
            .gives(
                    IndicatorLine.number("adx").within(0, 100),
                    IndicatorLine.number("plus_di").within(0, 100),
                    IndicatorLine.number("minus_di").within(0, 100))
            .meaning("plus_di and minus_di are 100 times the smoothed upward and downward movement divided by the"
                    + " smoothed true range, first at bar n; adx smooths 100 |plus_di - minus_di| / (plus_di +"
                    + " minus_di) where that exists, first at bar 2n - 1; all by Wilder's smoothing seeded with the"
                    + " mean of the first n.")
            .undefinedBecause("no bar has had a true range, or none for thousands of bars; adx: the first movement was"
                    + " fewer than n - 1 bars ago")
            .source("J. Welles Wilder, New Concepts in Technical Trading Systems, 1978, section IV")
            .checkedAgainst("StockCharts ChartSchool spreadsheet cs-adx (Wilder's seeds) to 1e-6; TA-Lib (Java) 0.4.0"
                    + " adx, plusDI, minusDI as their seed of n - 1 values is forgotten; Tulip Indicators counts bar"
                    + " 0 and differs")
            .startedBy(spec -> new DirectionalMovement(spec.whole(0)));

    private final int period;
    private final TrueRange trueRange = new TrueRange();
    private final SmoothedMean range;
    private final SmoothedMean upward;
    private final SmoothedMean downward;
    private final SmoothedMean index;
    private double previousHigh = Double.NaN;
    private double previousLow = Double.NaN;

    DirectionalMovement(int period) {
        this.period = period;
        range = SmoothedMean.wilder(period);
        upward = SmoothedMean.wilder(period);
        downward = SmoothedMean.wilder(period);
        index = SmoothedMean.wilder(period);
    }

    @Override
    public int lines() {
        return 3;
    }

    @Override
    public int firstValueAt(int line) {
        return line == 0 ? 2 * period - 1 : period;
    }

    @Override
    public void update(BarColumns bars, int from, int to, double[][] out, int at) {
        SmoothedMean ranges = range.copy();
        SmoothedMean ups = upward.copy();
        SmoothedMean downs = downward.copy();
        for (int i = from; i < to; i++, at++) {
            double size = trueRange.add(bars.high[i], bars.low[i], bars.close[i]);
            double up = bars.high[i] - previousHigh;
            double down = previousLow - bars.low[i];
            previousHigh = bars.high[i];
            previousLow = bars.low[i];
            double plus = Double.NaN;
            double minus = Double.NaN;
            if (!Double.isNaN(size)) {
                double mean = ranges.add(size);
                boolean even = RoundingError.explains(up - down, bars.high[i]);
                plus = share(ups.add(!even && up > down && up > 0 ? up : 0), mean);
                minus = share(downs.add(!even && down > up && down > 0 ? down : 0), mean);
            }
            out[1][at] = plus;
            out[2][at] = minus;
            out[0][at] = average(plus, minus);
        }
        range.become(ranges);
        upward.become(ups);
        downward.become(downs);
    }

    @Override
    public void state(StateCells cells) {
        trueRange.state(cells);
        range.state(cells);
        upward.state(cells);
        downward.state(cells);
        index.state(cells);
        previousHigh = cells.value(previousHigh);
        previousLow = cells.value(previousLow);
    }

    private static double share(double movement, double range) {
        return range >= Double.MIN_NORMAL ? Math.min(100, 100 * (movement / range)) : Double.NaN;
    }

    private double average(double plus, double minus) {
        double both = plus + minus;
        return both > 0 ? index.add(100 * (Math.abs(plus - minus) / both)) : Double.NaN;
    }
}
