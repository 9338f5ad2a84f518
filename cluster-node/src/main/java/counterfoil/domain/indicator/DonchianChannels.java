package counterfoil.domain.indicator;

/** The highest high and the lowest low of the last n bars, and the middle between them. */
final class DonchianChannels implements Indicator {

    static final IndicatorDefinition DEFINITION = IndicatorDefinition.of("donchian", "Donchian channels")
            .parameters(IndicatorParameter.period("period", 20, 1))
            .reads(IndicatorInput.HIGH, IndicatorInput.LOW)
            .gives(IndicatorLine.price("upper"), IndicatorLine.price("middle"), IndicatorLine.price("lower"))
            .meaning("upper is the highest high and lower the lowest low of the last n bars, this bar included, so a"
                    + " breakout is a price beyond the value of the bar before; middle is half way between; first"
                    + " value at bar n - 1.")
            .source("Richard D. Donchian, High Finance in Copper, Financial Analysts Journal 16:6, 1960")
            .checkedAgainst("TA-Lib (Java) 0.4.0 max and min to 1e-9; the spreadsheet cs-dc of the Python library ta"
                    + " exactly")
            .startedBy(spec -> new DonchianChannels(spec.whole(0)));

    private final int period;
    private final SlidingRange range;

    DonchianChannels(int period) {
        this.period = period;
        range = new SlidingRange(period);
    }

    @Override
    public int lines() {
        return 3;
    }

    @Override
    public int firstValueAt(int line) {
        return period - 1;
    }

    @Override
    public void update(BarColumns bars, int from, int to, double[][] out, int at) {
        SlidingRange window = range.copy();
        for (int i = from; i < to; i++, at++) {
            window.add(bars.high[i], bars.low[i]);
            out[0][at] = window.highest();
            out[1][at] = window.middle();
            out[2][at] = window.lowest();
        }
        range.become(window);
    }

    @Override
    public void state(StateCells cells) {
        range.state(cells);
    }
}
