package counterfoil.domain.indicator;

/** The smoothed true range of the bars, in units of price. */
final class AverageTrueRange implements Indicator {

    static final IndicatorDefinition DEFINITION = IndicatorDefinition.of("atr", "Average true range")
            .parameters(IndicatorParameter.period("period", 14, 1))
            .reads(IndicatorInput.HIGH, IndicatorInput.LOW, IndicatorInput.CLOSE)
            .gives(IndicatorLine.difference("").notNegative())
            .meaning("Wilder's smoothing of the true range max(high, previous close) - min(low, previous close),"
                    + " which begins at bar 1; seeded with the mean of the first n at bar n.")
            .source("J. Welles Wilder, New Concepts in Technical Trading Systems, 1978, section III")
            .checkedAgainst("TA-Lib (Java) 0.4.0 atr to 1e-9; true ranges of Tulip Indicators' untest to 0.001,"
                    + " whose ATR differs because it counts high - low of bar 0")
            .startedBy(spec -> new AverageTrueRange(spec.whole(0)));

    private final int period;
    private final TrueRange trueRange = new TrueRange();
    private final SmoothedMean mean;

    AverageTrueRange(int period) {
        this.period = period;
        mean = SmoothedMean.wilder(period);
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
        SmoothedMean average = mean.copy();
        for (int i = from; i < to; i++, at++) {
            double range = trueRange.add(bars.high[i], bars.low[i], bars.close[i]);
            out[0][at] = average.follow(range);
        }
        mean.become(average);
    }

    @Override
    public void state(StateCells cells) {
        trueRange.state(cells);
        mean.state(cells);
    }
}
