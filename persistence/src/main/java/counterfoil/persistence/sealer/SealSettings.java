package counterfoil.persistence.sealer;

import java.time.Duration;

/**
 * How a sealer works.
 *
 * @param origin name of the log in signed heads, used when the first log is opened and never after
 * @param pollInterval pause between two looks of the sealer that works
 * @param standbyInterval pause between two looks of one that does not; it takes over when rows waited that long
 * @param headInterval shortest time between two signed heads
 * @param reconcileInterval time between two counts of journal and log
 */
public record SealSettings(
        String origin,
        Duration pollInterval,
        Duration standbyInterval,
        Duration headInterval,
        Duration reconcileInterval) {
    /** Refuses an origin that cannot stand in a note, and times that are not above zero. */
    public SealSettings {
        if (!origin.matches("[!-*,-~]{1,128}")) {
            throw new IllegalArgumentException(
                    "an origin has 1 to 128 visible ASCII characters without space and plus: '" + origin + "'");
        }
        if (!pollInterval.isPositive()
                || !standbyInterval.isPositive()
                || !headInterval.isPositive()
                || !reconcileInterval.isPositive()) {
            throw new IllegalArgumentException("intervals must be above zero");
        }
    }
}
