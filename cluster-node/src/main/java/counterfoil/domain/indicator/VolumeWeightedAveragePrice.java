package counterfoil.domain.indicator;

/** The mean of all typical prices so far, each weighted with its bar's volume. */
final class VolumeWeightedAveragePrice implements Indicator {

    static final IndicatorDefinition DEFINITION = IndicatorDefinition.of("vwap", "Volume-weighted average price")
            .reads(IndicatorInput.HIGH, IndicatorInput.LOW, IndicatorInput.CLOSE, IndicatorInput.VOLUME)
            .gives(IndicatorLine.price(""))
            .meaning("Sum of typical price (high + low + close) / 3 times volume over all bars from the first,"
                    + " divided by the sum of volumes.")
            .undefinedBecause("nothing has been traded yet")
            .source("Berkowitz, Logue and Noser, The Total Cost of Transactions on the NYSE, Journal of Finance 43,"
                    + " 1988")
            .checkedAgainst("a calculation by hand from the definition; the first 14 rows of the spreadsheet"
                    + " cs-vwap of the Python library ta, whose window is 14 bars, to 1e-6")
            .startedBy(spec -> new VolumeWeightedAveragePrice());

    private double amount;
    private double quantity;

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
            amount += (bars.high[i] + bars.low[i] + bars.close[i]) / 3 * bars.volume[i];
            quantity += bars.volume[i];
            out[0][at] = amount / quantity;
        }
    }

    @Override
    public void state(StateCells cells) {
        amount = cells.value(amount);
        quantity = cells.value(quantity);
    }
}
