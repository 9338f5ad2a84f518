package counterfoil.domain.indicator;

/**
 * The lines of Ichimoku Kinko Hyo, each stated at the bar at which it is known.
 *
 * <p>A chart draws both leading spans 26 bars to the right and the lagging span 26 bars to the left. A value drawn to
 * the left would be stated at a bar that could not know it, so nothing is displaced backwards: the lagging span is the
 * close of this bar, to be compared with the price 26 bars ago, and needs no line. The leading spans are given twice:
 * as this bar makes them, to be drawn ahead, and as the cloud that lies over this bar, which are the spans of 26 bars
 * ago. Programs that count this bar as the first of the 26 displace by 25, which is {@code ichimoku:9:26:52:25}.
 */
final class IchimokuCloud implements Indicator {

    static final IndicatorDefinition DEFINITION = IndicatorDefinition.of("ichimoku", "Ichimoku Kinko Hyo")
            .parameters(
                    IndicatorParameter.period("conversion", 9, 1),
                    IndicatorParameter.period("base", 26, 1),
                    IndicatorParameter.period("span", 52, 1),
                    IndicatorParameter.period("displacement", 26, 1))
            .reads(IndicatorInput.HIGH, IndicatorInput.LOW)
            .gives(
                    IndicatorLine.price("conversion"),
                    IndicatorLine.price("base"),
                    IndicatorLine.price("leading_a"),
                    IndicatorLine.price("leading_b"),
                    IndicatorLine.price("cloud_a"),
                    IndicatorLine.price("cloud_b"))
            .meaning("conversion, base and leading_b are half way between the highest high and the lowest low of the"
                    + " last c, b and s bars, first at bars c - 1, b - 1 and s - 1; leading_a is the mean of"
                    + " conversion and base; cloud_a and cloud_b are leading_a and leading_b of d bars before, which"
                    + " is the cloud over this bar. Every value is stated at the bar at which it is known: leading"
                    + " spans are to be drawn d bars ahead, and the lagging span is this bar's close, drawn d bars"
                    + " back.")
            .source("Goichi Hosoda (Ichimoku Sanjin), 1969, as in Nicole Elliott, Ichimoku Charts, 2007")
            .checkedAgainst("Skender.Stock.Indicators' tables of Ichimoku 9, 26, 52 (displaced by 26 bars) exactly")
            .startedBy(spec -> new IchimokuCloud(spec.whole(0), spec.whole(1), spec.whole(2), spec.whole(3)));

    private final int[] first;
    private final SlidingRange conversion;
    private final SlidingRange base;
    private final SlidingRange span;
    private final Delay delayedA;
    private final Delay delayedB;

    IchimokuCloud(int conversionPeriod, int basePeriod, int spanPeriod, int displacement) {
        int firstA = Math.max(conversionPeriod, basePeriod) - 1;
        int firstB = spanPeriod - 1;
        first = new int[] {
            conversionPeriod - 1, basePeriod - 1, firstA, firstB, firstA + displacement, firstB + displacement
        };
        conversion = new SlidingRange(conversionPeriod);
        base = new SlidingRange(basePeriod);
        span = new SlidingRange(spanPeriod);
        delayedA = new Delay(displacement);
        delayedB = new Delay(displacement);
    }

    @Override
    public int lines() {
        return first.length;
    }

    @Override
    public int firstValueAt(int line) {
        return first[line];
    }

    @Override
    public void update(BarColumns bars, int from, int to, double[][] out, int at) {
        for (int i = from; i < to; i++, at++) {
            double high = bars.high[i];
            double low = bars.low[i];
            conversion.add(high, low);
            base.add(high, low);
            span.add(high, low);
            double leadingA = (conversion.middle() + base.middle()) / 2;
            double leadingB = span.middle();
            out[0][at] = conversion.middle();
            out[1][at] = base.middle();
            out[2][at] = leadingA;
            out[3][at] = leadingB;
            out[4][at] = delayedA.add(leadingA);
            out[5][at] = delayedB.add(leadingB);
        }
    }

    @Override
    public void state(StateCells cells) {
        conversion.state(cells);
        base.state(cells);
        span.state(cells);
        delayedA.state(cells);
        delayedB.state(cells);
    }
}
