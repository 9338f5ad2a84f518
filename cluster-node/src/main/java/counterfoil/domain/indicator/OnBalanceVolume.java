package counterfoil.domain.indicator;

/** Volume summed with the sign of the close's change. */
final class OnBalanceVolume implements Indicator {

    static final IndicatorDefinition DEFINITION = IndicatorDefinition.of("obv", "On-balance volume")
            .reads(IndicatorInput.CLOSE, IndicatorInput.VOLUME)
            .gives(IndicatorLine.volume(""))
            .meaning("0 at the first bar; each later bar adds its volume when it closes higher than the one before,"
                    + " subtracts it when it closes lower, and changes nothing when it closes equal.")
            .source("Joseph E. Granville, New Key to Stock Market Profits, 1963")
            .checkedAgainst("Tulip Indicators' untest exactly; TA-Lib (Java) 0.4.0 obv less the volume of bar 0,"
                    + " with which it starts, to 1e-9")
            .startedBy(spec -> new OnBalanceVolume());

    private double previousClose = Double.NaN;
    private double balance;

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
            if (bars.close[i] > previousClose) {
                balance += bars.volume[i];
            } else if (bars.close[i] < previousClose) {
                balance -= bars.volume[i];
            }
            previousClose = bars.close[i];
            out[0][at] = balance;
        }
    }

    @Override
    public void state(StateCells cells) {
        previousClose = cells.value(previousClose);
        balance = cells.value(balance);
    }
}
