package counterfoil.http.stock;

import counterfoil.http.Faults;
import counterfoil.market.AdjustmentRun;
import counterfoil.market.Bars;
import counterfoil.market.Timeframe;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The bars that {@code POST /admin/stocks/{id}/bars} brings, as JSON or CSV. Only syntax is judged: what is not a
 * number, a time or a known field refuses the whole body, while an implausible price is for the stock to question.
 *
 * @param timeframe 1m or 1d
 * @param source who said so
 * @param bars 1 to {@link #MAX_BARS} bars in the order of time, each time once
 * @param stated what the source's own adjusted closes say of its adjustment; empty without them
 * @param sha256 hash of the body's bytes, in hex
 */
public record BarsBody(Timeframe timeframe, String source, Bars bars, List<AdjustmentRun> stated, String sha256) {
    /** Most bars in one body. */
    public static final int MAX_BARS = 100_000;

    /** Copies the runs in. */
    public BarsBody {
        stated = List.copyOf(stated);
    }

    /**
     * Reads {@code {"timeframe","source","bars":[{"t","o","h","l","c","v","a"}]}}; the source may be left out, and so may
     * {@code a}, the source's adjusted close of a day.
     */
    public static BarsBody json(byte[] body) {
        return BarsJson.parse(body);
    }

    /**
     * Reads CSV whose header names, in any order, {@code date} or {@code time}, {@code open}, {@code high},
     * {@code low}, {@code close} and {@code volume}, and may name {@code adj close}, the source's adjusted close of a day.
     *
     * @param timeframe query parameter; null takes days for a {@code date} column and minutes for a {@code time} column
     * @param source query parameter; null for {@code import}
     */
    public static BarsBody csv(byte[] body, @Nullable String timeframe, @Nullable String source) {
        Faults faults = new Faults();
        Optional<Timeframe> length =
                timeframe == null ? Optional.empty() : faults.make("timeframe", () -> recorded(timeframe));
        Optional<String> from = faults.make("source", () -> Source.checked(source == null ? Source.DEFAULT : source));
        faults.refuseIfAny();
        return BarsCsv.parse(body, length.orElse(null), from.orElseThrow());
    }

    /** A timeframe that is recorded; refuses another with {@link IllegalArgumentException}. */
    static Timeframe recorded(String code) {
        Timeframe timeframe = Timeframe.parse(code);
        if (!timeframe.isRecorded()) {
            throw new IllegalArgumentException(
                    "only 1m and 1d are recorded; " + code + " is computed from " + timeframe.recorded());
        }
        return timeframe;
    }
}
