package counterfoil.domain.indicator;

import java.util.Arrays;

/**
 * How many mean deviations the typical price is away from its own mean.
 *
 * <p>The deviations are taken from the newest mean, so every bar looks at all n prices again; the period is bounded for
 * that reason. Prices enter as distances from the newest one, so that small deviations keep their digits, and a
 * deviation that is nothing but rounding leaves the value missing instead of a quotient of two errors.
 */
final class CommodityChannelIndex implements Indicator {

    private static final int LONGEST_PERIOD = 500;

    static final IndicatorDefinition DEFINITION = IndicatorDefinition.of("cci", "Commodity channel index")
            .parameters(new IndicatorParameter("period", 20, 2, LONGEST_PERIOD, true, null))
            .reads(IndicatorInput.HIGH, IndicatorInput.LOW, IndicatorInput.CLOSE)
            .gives(IndicatorLine.number(""))
            .meaning("(p - m) / (0.015 d), where p is the typical price (high + low + close) / 3, m the arithmetic"
                    + " mean of the last n typical prices and d the mean of their absolute deviations from m; first"
                    + " value at bar n - 1.")
            .undefinedBecause("the typical price has not moved in the last n bars")
            .source("Donald R. Lambert, Commodity Channel Index: Tool for Trading Cyclic Trends, Commodities, October"
                    + " 1980")
            .checkedAgainst("TA-Lib (Java) 0.4.0 cci to 1e-9; StockCharts ChartSchool spreadsheet cs-cci to 0.05;"
                    + " Tulip Indicators' untest to 0.001")
            .startedBy(spec -> new CommodityChannelIndex(spec.whole(0)));

    private static final double LAMBERT = 0.015;

    private final double[] prices;
    private int next;

    CommodityChannelIndex(int period) {
        prices = new double[period];
        Arrays.fill(prices, Double.NaN);
    }

    @Override
    public int lines() {
        return 1;
    }

    @Override
    public int firstValueAt(int line) {
        return prices.length - 1;
    }

    @Override
    public void update(BarColumns bars, int from, int to, double[][] out, int at) {
        for (int i = from; i < to; i++, at++) {
            double price = (bars.high[i] + bars.low[i] + bars.close[i]) / 3;
            prices[next] = price;
            next = next + 1 == prices.length ? 0 : next + 1;
            out[0][at] = index(price);
        }
    }

    @Override
    public void state(StateCells cells) {
        cells.values(prices);
        next = cells.count(next);
    }

    private double index(double price) {
        double sum = 0;
        for (double other : prices) {
            sum += price - other;
        }
        double distance = sum / prices.length;
        double deviations = 0;
        for (double other : prices) {
            deviations += Math.abs(price - other - distance);
        }
        double deviation = deviations / prices.length;
        return RoundingError.explains(deviation, price) ? Double.NaN : distance / deviation / LAMBERT;
    }
}
