package counterfoil.domain.indicator;

/** How far the close is from the one n bars before, in units of price. */
final class Momentum implements Indicator {

    static final IndicatorDefinition DEFINITION = IndicatorDefinition.of("mom", "Momentum")
            .parameters(IndicatorParameter.period("period", 10, 1))
            .reads(IndicatorInput.CLOSE)
            .gives(IndicatorLine.difference(""))
            .meaning("The close less the one n bars before; first value at bar n.")
            .source("John J. Murphy, Technical Analysis of the Financial Markets, 1999, chapter 10")
            .checkedAgainst("TA-Lib (Java) 0.4.0 mom to 1e-9; Tulip Indicators' untest to 0.001")
            .startedBy(spec -> new Momentum(spec.whole(0)));

    private final int period;
    private final Delay delay;

    Momentum(int period) {
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
            out[0][at] = bars.close[i] - closes.add(bars.close[i]);
        }
        delay.become(closes);
    }

    @Override
    public void state(StateCells cells) {
        delay.state(cells);
    }
}
