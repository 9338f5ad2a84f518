package counterfoil.bench;

import com.tictactec.ta.lib.Core;
import com.tictactec.ta.lib.MAType;
import com.tictactec.ta.lib.MInteger;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** TA-Lib's functions with the lines of an indicator of ours, with our standard parameters, over whole arrays. */
final class TaLibBatch {

    private final Core lib = new Core();
    private final MInteger first = new MInteger();
    private final MInteger count = new MInteger();
    private final BenchBars bars;
    private final int end;
    private final double[] a;
    private final double[] b;
    private final double[] c;
    private final Map<String, Runnable> calls;

    TaLibBatch(BenchBars bars) {
        this.bars = bars;
        end = bars.length() - 1;
        a = new double[bars.length()];
        b = new double[bars.length()];
        c = new double[bars.length()];
        calls = Stream.of(averages(), changes(), statistics(), ranges(), volumes())
                .flatMap(map -> map.entrySet().stream())
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    boolean has(String name) {
        return calls.containsKey(name);
    }

    void run(String name) {
        Runnable call = calls.get(name);
        if (call == null) {
            throw new IllegalArgumentException("TA-Lib has no " + name);
        }
        call.run();
    }

    private Map<String, Runnable> averages() {
        double[] close = bars.close;
        return Map.of(
                "sma", () -> lib.sma(0, end, close, 20, first, count, a),
                "ema", () -> lib.ema(0, end, close, 20, first, count, a),
                "wma", () -> lib.wma(0, end, close, 20, first, count, a),
                "dema", () -> lib.dema(0, end, close, 20, first, count, a),
                "tema", () -> lib.tema(0, end, close, 20, first, count, a),
                "trix", () -> lib.trix(0, end, close, 15, first, count, a),
                "macd", () -> lib.macd(0, end, close, 12, 26, 9, first, count, a, b, c));
    }

    private Map<String, Runnable> changes() {
        double[] close = bars.close;
        return Map.of(
                "mom", () -> lib.mom(0, end, close, 10, first, count, a),
                "roc", () -> lib.roc(0, end, close, 10, first, count, a),
                "rsi", () -> lib.rsi(0, end, close, 14, first, count, a),
                "stochrsi", () -> lib.stochRsi(0, end, close, 14, 14, 3, MAType.Sma, first, count, a, b));
    }

    private Map<String, Runnable> statistics() {
        double[] close = bars.close;
        return Map.of(
                "stddev", () -> lib.stdDev(0, end, close, 20, 1, first, count, a),
                "bbands", () -> lib.bbands(0, end, close, 20, 2, 2, MAType.Sma, first, count, a, b, c),
                "linreg",
                        () -> {
                            lib.linearReg(0, end, close, 14, first, count, a);
                            lib.linearRegSlope(0, end, close, 14, first, count, b);
                            lib.linearRegIntercept(0, end, close, 14, first, count, c);
                        });
    }

    private Map<String, Runnable> ranges() {
        double[] high = bars.high;
        double[] low = bars.low;
        double[] close = bars.close;
        MAType sma = MAType.Sma;
        return Map.of(
                "atr", () -> lib.atr(0, end, high, low, close, 14, first, count, a),
                "natr", () -> lib.natr(0, end, high, low, close, 14, first, count, a),
                "psar", () -> lib.sar(0, end, high, low, 0.02, 0.2, first, count, a),
                "ultosc", () -> lib.ultOsc(0, end, high, low, close, 7, 14, 28, first, count, a),
                "willr", () -> lib.willR(0, end, high, low, close, 14, first, count, a),
                "cci", () -> lib.cci(0, end, high, low, close, 20, first, count, a),
                "stoch", () -> lib.stoch(0, end, high, low, close, 14, 3, sma, 3, sma, first, count, a, b),
                "aroon",
                        () -> {
                            lib.aroon(0, end, high, low, 25, first, count, a, b);
                            lib.aroonOsc(0, end, high, low, 25, first, count, c);
                        },
                "adx",
                        () -> {
                            lib.adx(0, end, high, low, close, 14, first, count, a);
                            lib.plusDI(0, end, high, low, close, 14, first, count, b);
                            lib.minusDI(0, end, high, low, close, 14, first, count, c);
                        });
    }

    private Map<String, Runnable> volumes() {
        double[] high = bars.high;
        double[] low = bars.low;
        double[] close = bars.close;
        double[] volume = bars.volume;
        return Map.of(
                "obv", () -> lib.obv(0, end, close, volume, first, count, a),
                "mfi", () -> lib.mfi(0, end, high, low, close, volume, 14, first, count, a),
                "ad", () -> lib.ad(0, end, high, low, close, volume, first, count, a),
                "chaikin", () -> lib.adOsc(0, end, high, low, close, volume, 3, 10, first, count, a));
    }
}
