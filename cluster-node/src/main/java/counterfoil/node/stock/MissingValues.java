package counterfoil.node.stock;

import counterfoil.domain.indicator.IndicatorSpec;
import counterfoil.protocol.stock.StockView.Missing;
import org.jspecify.annotations.Nullable;

/** Says why values of an indicator's line are missing. */
final class MissingValues {

    private MissingValues() {}

    /**
     * The reason for every NaN of a page; null where there is none.
     *
     * @param values those of the page
     * @param warmUp bars of the series before the line's first value
     * @param from index of the page's first bar in the series
     * @param bars how many bars the series has
     */
    static @Nullable Missing of(IndicatorSpec spec, double[] values, int warmUp, int from, int bars) {
        int before = Math.clamp((long) warmUp - from, 0, values.length);
        int undefined = 0;
        for (int i = before; i < values.length; i++) {
            undefined += Double.isNaN(values[i]) ? 1 : 0;
        }
        if (before == 0 && undefined == 0) {
            return null;
        }
        String first = "the first value is at bar " + warmUp + ", counted from 0";
        String history = bars > warmUp ? first : first + "; there are " + bars + " bars";
        String later = because(spec);
        String reason = undefined == 0 ? history : before == 0 ? later : history + "; later " + later;
        return new Missing(before, undefined, reason);
    }

    private static String because(IndicatorSpec spec) {
        String undefined = spec.definition().undefined();
        return "no value because " + (undefined == null ? "it would not be a finite number" : undefined);
    }
}
