package counterfoil.domain.indicator;

/** How recent the last high and the last low of n bars are: 100 for this bar, 0 for n bars ago. */
final class Aroon implements Indicator {

    static final IndicatorDefinition DEFINITION = IndicatorDefinition.of("aroon", "Aroon")
            .parameters(IndicatorParameter.period("period", 25, 1))
            .reads(IndicatorInput.HIGH, IndicatorInput.LOW)
            .gives(
                    IndicatorLine.number("up").within(0, 100),
                    IndicatorLine.number("down").within(0, 100),
                    IndicatorLine.number("oscillator").within(-100, 100))
            .meaning("up is 100 (n - b) / n, where b counts the bars since the highest high of this bar and the n"
                    + " before it, of equal ones the latest; down is the same of the lowest low; oscillator is up -"
                    + " down; first value at bar n. A constant price gives 100, 100 and 0.")
            .source("Tushar S. Chande, A Time Price Oscillator, Technical Analysis of Stocks and Commodities 13:9,"
                    + " 1995")
            .checkedAgainst("TA-Lib (Java) 0.4.0 aroon and aroonOsc to 1e-9; Tulip Indicators' untest to 0.001")
            .startedBy(spec -> new Aroon(spec.whole(0)));

    private final int period;
    private final SlidingRange range;

    Aroon(int period) {
        this.period = period;
        range = new SlidingRange(period + 1);
    }

    @Override
    public int lines() {
        return 3;
    }

    @Override
    public int firstValueAt(int line) {
        return period;
    }

    @Override
    public void update(BarColumns bars, int from, int to, double[][] out, int at) {
        SlidingRange window = range.copy();
        for (int i = from; i < to; i++, at++) {
            window.add(bars.high[i], bars.low[i]);
            double up = recency(window.highest(), window.highestAge());
            double down = recency(window.lowest(), window.lowestAge());
            out[0][at] = up;
            out[1][at] = down;
            out[2][at] = up - down;
        }
        range.become(window);
    }

    @Override
    public void state(StateCells cells) {
        range.state(cells);
    }

    private double recency(double extreme, int age) {
        return Double.isNaN(extreme) ? Double.NaN : 100.0 * (period - age) / period;
    }
}
