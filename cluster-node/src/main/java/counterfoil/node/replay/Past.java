package counterfoil.node.replay;

import java.time.Instant;

/**
 * An entity's state after some of its events.
 *
 * @param state the state
 * @param sequenceNumber how many events were applied; 0 when none was
 * @param recordedAt when the last of them was recorded; {@link Instant#MIN} when there was none
 */
public record Past<S>(S state, long sequenceNumber, Instant recordedAt) {
    /** The state before the first event. */
    static <S> Past<S> before(S empty) {
        return new Past<>(empty, 0, Instant.MIN);
    }

    /** Whether there was any event. */
    public boolean exists() {
        return sequenceNumber > 0;
    }
}
