package counterfoil.http.stock;

import counterfoil.market.AdjustmentRun;
import counterfoil.market.Bars;
import counterfoil.market.Timeframe;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * Draws the adjusted closes of a source together into runs of one factor: a factor changes on the ex-dates that the source
 * knows. Sources round to two decimals, so factors within that of each other are one.
 */
final class AdjustedCloses {
    /** Half a hundredth and a little more. */
    private static final double ROUNDING = 0.006;

    private static final double LEAST_TOLERANCE = 1e-4;

    private AdjustedCloses() {}

    /** The runs, by date; days without two positive closes are passed over. */
    static List<AdjustmentRun> runs(Bars days, double[] adjusted) {
        List<AdjustmentRun> runs = new ArrayList<>();
        LocalDate from = null;
        LocalDate to = null;
        double sum = 0;
        int count = 0;
        for (int i = 0; i < days.size(); i++) {
            if (!(adjusted[i] > 0 && days.close(i) > 0)) {
                continue;
            }
            double factor = Math.log(adjusted[i] / days.close(i));
            double tolerance = Math.max(LEAST_TOLERANCE, ROUNDING / adjusted[i]);
            if (from != null && to != null && Math.abs(factor - sum / count) > tolerance) {
                runs.add(new AdjustmentRun(from, to, Math.exp(sum / count)));
                from = null;
            }
            if (from == null) {
                from = Timeframe.dateOf(days.time(i));
                sum = 0;
                count = 0;
            }
            to = Timeframe.dateOf(days.time(i));
            sum += factor;
            count++;
        }
        if (from != null && to != null) {
            runs.add(new AdjustmentRun(from, to, Math.exp(sum / count)));
        }
        return runs;
    }
}
