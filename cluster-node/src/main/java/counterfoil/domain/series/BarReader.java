package counterfoil.domain.series;

/** Takes bars one after another, oldest first, without an object per bar. */
@FunctionalInterface
public interface BarReader {
    /** Takes the next bar; {@code time} in epoch seconds, prices in the instrument's currency. */
    void take(long time, double open, double high, double low, double close, double volume);
}
