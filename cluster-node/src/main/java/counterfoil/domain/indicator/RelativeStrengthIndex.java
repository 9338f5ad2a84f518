package counterfoil.domain.indicator;

/**
 * The share of gains in all movement of the close, from 0 to 100.
 *
 * <p>Wilder writes 100 - 100 / (1 + G / L) for the smoothed gain G and loss L, which is 100 G / (G + L). That form
 * gives 100 where there was no loss, as charting sites state by definition. Where the close has never moved it is 0 / 0:
 * sources disagree there (TA-Lib and ta4j answer 0, others 50 or 100), and each of these numbers would be a signal that
 * the prices do not give, so the value is missing.
 */
final class RelativeStrengthIndex implements Indicator {

    static final IndicatorDefinition DEFINITION = IndicatorDefinition.of("rsi", "Relative strength index")
            .parameters(IndicatorParameter.period("period", 14, 2))
            .reads(IndicatorInput.CLOSE)
            .gives(IndicatorLine.number("").within(0, 100))
            .meaning("100 G / (G + L), where G and L are the gains and losses from close to close in Wilder's"
                    + " smoothing, seeded with the mean of the first n at bar n.")
            .undefinedBecause("the close has not moved")
            .source("J. Welles Wilder, New Concepts in Technical Trading Systems, 1978, section VI")
            .checkedAgainst("TA-Lib (Java) 0.4.0 rsi to 1e-9; StockCharts ChartSchool's worked example to 0.005;"
                    + " Tulip Indicators' untest to 0.001")
            .startedBy(spec -> new RelativeStrengthIndex(spec.whole(0)));

    private final int period;
    private final GainShare gains;

    RelativeStrengthIndex(int period) {
        this.period = period;
        gains = new GainShare(period);
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
        GainShare share = gains.copy();
        for (int i = from; i < to; i++, at++) {
            out[0][at] = share.add(bars.close[i]);
        }
        gains.become(share);
    }

    @Override
    public void state(StateCells cells) {
        gains.state(cells);
    }
}
