package counterfoil.domain.indicator;

/** How far the close is from the one n bars before, in percent of that one. */
final class RateOfChange implements Indicator {

    static final IndicatorDefinition DEFINITION = IndicatorDefinition.of("roc", "Rate of change")
            .parameters(IndicatorParameter.period("period", 10, 1))
            .reads(IndicatorInput.CLOSE)
            .gives(IndicatorLine.percent(""))
            .meaning("100 (C / C' - 1), where C is the close and C' the one n bars before; in percent; first value"
                    + " at bar n.")
            .undefinedBecause("the close n bars before is 0")
            .source("John J. Murphy, Technical Analysis of the Financial Markets, 1999, chapter 10")
            .checkedAgainst("TA-Lib (Java) 0.4.0 roc to 1e-9; Tulip Indicators' untest, which is a fraction and not"
                    + " percent, to 0.001")
            .startedBy(spec -> new RateOfChange(spec.whole(0)));

    private final int period;
    private final Delay delay;

    RateOfChange(int period) {
        this.period = period;
        delay = new Delay(period);
    }

    @Override
    public int lines() {
        return 1;
    }

    @Override
    public int firstValueAt(int line) {
        return period;
    }

    @Override
    public void update(BarColumns bars, int from, int to, double[][] out, int at) {
        Delay closes = delay.copy();
        for (int i = from; i < to; i++, at++) {
            double before = closes.add(bars.close[i]);
            out[0][at] = 100 * Quotient.of(bars.close[i] - before, before);
        }
        delay.become(closes);
    }

    @Override
    public void state(StateCells cells) {
        delay.state(cells);
    }
}
