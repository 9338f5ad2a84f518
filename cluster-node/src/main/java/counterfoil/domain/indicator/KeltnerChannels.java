package counterfoil.domain.indicator;

/**
 * An exponential mean of the closes with a band of some average true ranges on either side.
 *
 * <p>Keltner drew a 10-day mean of typical prices and the mean high-low range of 10 days. What is called by his name
 * today, and meant here, is Raschke's form of the 1980s.
 */
final class KeltnerChannels implements Indicator {

    static final IndicatorDefinition DEFINITION = IndicatorDefinition.of("keltner", "Keltner channels")
            .parameters(
                    IndicatorParameter.period("period", 20, 1),
                    IndicatorParameter.period("range", 10, 1),
                    IndicatorParameter.number("multiple", 2, 0.01, 100))
            .reads(IndicatorInput.HIGH, IndicatorInput.LOW, IndicatorInput.CLOSE)
            .gives(IndicatorLine.price("upper"), IndicatorLine.price("middle"), IndicatorLine.price("lower"))
            .meaning("middle is the exponential moving average of the closes over n, first at bar n - 1; upper and"
                    + " lower are k average true ranges over r above and below it, first when both exist.")
            .source("Linda Bradford Raschke's form of Chester W. Keltner, How to Make Money in Commodities, 1960")
            .checkedAgainst("Skender.Stock.Indicators' table of Keltner channels 20, 10, 2 (same seeds) to 1e-4;"
                    + " StockCharts ChartSchool spreadsheet cs-kc starts with the first close and counts bar 0, and"
                    + " differs")
            .startedBy(spec -> new KeltnerChannels(spec.whole(0), spec.whole(1), spec.number(2)));

    private final int firstMiddle;
    private final int firstBand;
    private final double multiple;
    private final TrueRange trueRange = new TrueRange();
    private final SmoothedMean close;
    private final SmoothedMean range;

    KeltnerChannels(int period, int rangePeriod, double multiple) {
        this.multiple = multiple;
        firstMiddle = period - 1;
        firstBand = Math.max(firstMiddle, rangePeriod);
        close = SmoothedMean.exponential(period);
        range = SmoothedMean.wilder(rangePeriod);
    }

    @Override
    public int lines() {
        return 3;
    }

    @Override
    public int firstValueAt(int line) {
        return line == 1 ? firstMiddle : firstBand;
    }

    @Override
    public void update(BarColumns bars, int from, int to, double[][] out, int at) {
        SmoothedMean closes = close.copy();
        SmoothedMean ranges = range.copy();
        for (int i = from; i < to; i++, at++) {
            double size = trueRange.add(bars.high[i], bars.low[i], bars.close[i]);
            double middle = closes.add(bars.close[i]);
            double distance = multiple * ranges.follow(size);
            out[0][at] = middle + distance;
            out[1][at] = middle;
            out[2][at] = middle - distance;
        }
        close.become(closes);
        range.become(ranges);
    }

    @Override
    public void state(StateCells cells) {
        trueRange.state(cells);
        close.state(cells);
        range.state(cells);
    }
}
