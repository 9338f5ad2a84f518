package counterfoil.domain.indicator;

/**
 * Wilder's stop and reverse: the price at which a trade in the direction of the trend is given up and turned.
 *
 * <p>Wilder leaves open how the first trade is found. As in TA-Lib, bar 1 decides: short where its low fell by more than
 * its high rose, else long; the first stop is the price of bar 0 on the other side of the trade.
 */
final class ParabolicSar implements Indicator {

    static final IndicatorDefinition DEFINITION = IndicatorDefinition.of("psar", "Parabolic stop and reverse")
            .parameters(
                    IndicatorParameter.number("acceleration", 0.02, 0.0001, 1),
                    IndicatorParameter.number("maximum", 0.2, 0.0001, 2).above("acceleration"))
            .reads(IndicatorInput.HIGH, IndicatorInput.LOW)
            .gives(IndicatorLine.price(""))
            .meaning("The stop of a trade that is always open, turned at each bar that touches the stop. From bar"
                    + " to bar the stop moves by a factor of its distance to the trade's most favourable price, but"
                    + " never into the range of the last two bars; the factor starts at the acceleration and grows"
                    + " by it with each new such price, up to the maximum. After a turn the stop is the most"
                    + " favourable price of the trade that ended. At bar 1, the first value, the trade is short"
                    + " where the low fell by more than the high rose, else long, and the stop is the high or the"
                    + " low of bar 0.")
            .source("J. Welles Wilder, New Concepts in Technical Trading Systems, 1978, section II")
            .checkedAgainst("TA-Lib (Java) 0.4.0 sar to 1e-9; Wilder's worked example to 0.005; Tulip Indicators'"
                    + " untest to 0.001")
            .startedBy(spec -> new ParabolicSar(spec.number(0), spec.number(1)));

    private final double acceleration;
    private final double maximum;
    private int seen;
    /** 1 in a long trade, -1 in a short one, whose prices are held negated: both then rise towards their gain. */
    private double sign = 1;

    private double previousTop = Double.NaN;
    private double previousBottom = Double.NaN;
    private double best;
    private double factor;
    private double stop;

    ParabolicSar(double acceleration, double maximum) {
        this.acceleration = acceleration;
        this.maximum = maximum;
    }

    @Override
    public int lines() {
        return 1;
    }

    @Override
    public int firstValueAt(int line) {
        return 1;
    }

    @Override
    public void update(BarColumns bars, int from, int to, double[][] out, int at) {
        for (int i = from; i < to; i++, at++) {
            out[0][at] = next(bars.high[i], bars.low[i]);
        }
    }

    @Override
    public void state(StateCells cells) {
        seen = cells.count(seen);
        sign = cells.value(sign);
        previousTop = cells.value(previousTop);
        previousBottom = cells.value(previousBottom);
        best = cells.value(best);
        factor = cells.value(factor);
        stop = cells.value(stop);
    }

    private double next(double high, double low) {
        if (seen < 2) {
            begin(high, low);
        }
        double top = sign > 0 ? high : -low;
        double bottom = sign > 0 ? low : -high;
        if (bottom <= stop) {
            double turnedTop = -bottom;
            bottom = -top;
            top = turnedTop;
            turn(top, bottom);
        }
        double shown = sign * stop;
        if (top > best) {
            best = top;
            factor = Math.min(factor + acceleration, maximum);
        }
        stop = Math.min(stop + factor * (best - stop), Math.min(previousBottom, bottom));
        previousTop = top;
        previousBottom = bottom;
        return shown;
    }

    /** At bar 0 all is missing; bar 1 begins the first trade from the prices of both. */
    private void begin(double high, double low) {
        double rise = high - previousTop;
        double fall = previousBottom - low;
        sign = fall > 0 && fall > rise ? -1 : 1;
        stop = sign > 0 ? previousBottom : -previousTop;
        best = sign > 0 ? high : -low;
        factor = acceleration;
        previousTop = sign > 0 ? high : -low;
        previousBottom = sign > 0 ? low : -high;
        seen++;
    }

    /** The trade ends at a bar that is given as the new trade sees it. */
    private void turn(double top, double bottom) {
        sign = -sign;
        double turnedTop = -previousBottom;
        previousBottom = -previousTop;
        previousTop = turnedTop;
        stop = Math.min(-best, Math.min(previousBottom, bottom));
        best = top;
        factor = acceleration;
    }
}
