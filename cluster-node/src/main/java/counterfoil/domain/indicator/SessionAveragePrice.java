package counterfoil.domain.indicator;

/**
 * The mean of the typical prices of a session so far, each weighted with its bar's volume. It begins anew with every
 * session, so no value depends on the day before; what a session is, the columns say.
 */
final class SessionAveragePrice implements Indicator {

    static final IndicatorDefinition DEFINITION = IndicatorDefinition.of(
                    "svwap", "Session volume-weighted average price")
            .reads(IndicatorInput.HIGH, IndicatorInput.LOW, IndicatorInput.CLOSE, IndicatorInput.VOLUME)
            .gives(IndicatorLine.price(""))
            .meaning("Sum of typical price (high + low + close) / 3 times volume over the bars of this session up to"
                    + " this one, divided by the sum of their volumes; it begins anew with every session. A bar of a"
                    + " day or longer is a session of its own, whose value is its typical price.")
            .undefinedBecause("nothing has been traded in this session yet")
            .source("Berkowitz, Logue and Noser, The Total Cost of Transactions on the NYSE, Journal of Finance 43,"
                    + " 1988")
            .checkedAgainst("a calculation by hand from the definition; over one session equal to vwap")
            .startedBy(spec -> new SessionAveragePrice());

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
            if (bars.startsSession(i)) {
                amount = 0;
                quantity = 0;
            }
            amount += (bars.high[i] + bars.low[i] + bars.close[i]) / 3 * bars.volume[i];
            quantity += bars.volume[i];
            out[0][at] = Quotient.of(amount, quantity);
        }
    }

    @Override
    public void state(StateCells cells) {
        amount = cells.value(amount);
        quantity = cells.value(quantity);
    }
}
