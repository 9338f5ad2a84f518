package counterfoil.domain.indicator;

/** The money flow of all bars so far. */
final class AccumulationDistribution implements Indicator {

    static final IndicatorDefinition DEFINITION = IndicatorDefinition.of("ad", "Accumulation/distribution line")
            .reads(IndicatorInput.HIGH, IndicatorInput.LOW, IndicatorInput.CLOSE, IndicatorInput.VOLUME)
            .gives(IndicatorLine.volume(""))
            .meaning("Sum over all bars from the first of volume times ((close - low) - (high - close)) / (high -"
                    + " low); a bar whose high is its low adds nothing.")
            .source("Marc Chaikin, as in Steven B. Achelis, Technical Analysis from A to Z, 2001")
            .checkedAgainst("TA-Lib (Java) 0.4.0 ad to 1e-9 of the volume; StockCharts ChartSchool spreadsheet"
                    + " cs-accum to 0.001; Tulip Indicators' untest to 0.001")
            .startedBy(spec -> new AccumulationDistribution());

    private double line;

    @Override
    public int lines() {
        return 1;
    }

    @Override
    public int firstValueAt(int line) {
        return 0;
    }

    @Override
    public void update(BarColumns bars, int from, int to, double[][] out, int at) {
        for (int i = from; i < to; i++, at++) {
            line += MoneyFlow.of(bars.high[i], bars.low[i], bars.close[i], bars.volume[i]);
            out[0][at] = line;
        }
    }

    @Override
    public void state(StateCells cells) {
        line = cells.value(line);
    }
}
