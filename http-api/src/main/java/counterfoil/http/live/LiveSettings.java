package counterfoil.http.live;

import java.time.Duration;
import java.util.List;

/**
 * Limits and times of the streams of a node.
 *
 * @param allowedOrigins origins of pages that may open a WebSocket, beside the node's own; {@code https://app.example}
 * @param mostClients most WebSockets and event streams at a time
 * @param mostSubscriptions most subscriptions of one client
 * @param messagesPerSecond most messages that one client may send within a second
 * @param authTimeout how long a WebSocket may go without a token
 * @param heartbeat time between two heartbeats; a client that is silent for two and a half is gone
 * @param gather how long what happens is gathered before it is sent
 * @param factBytes most bytes of facts that wait on this node for slow clients
 * @param mostResumed most facts of the past that one subscription is sent
 */
public record LiveSettings(
        List<String> allowedOrigins,
        int mostClients,
        int mostSubscriptions,
        int messagesPerSecond,
        Duration authTimeout,
        Duration heartbeat,
        Duration gather,
        long factBytes,
        int mostResumed) {
    /** Longest frame that a client may send, in bytes. */
    public static final int MAX_FRAME = 65_536;

    /** Copies the origins in and refuses what is not positive. */
    public LiveSettings {
        allowedOrigins = List.copyOf(allowedOrigins);
        if (mostClients < 1 || mostSubscriptions < 1 || messagesPerSecond < 1 || factBytes < 1 || mostResumed < 1) {
            throw new IllegalArgumentException("limits of streams are at least 1: " + mostClients + ", "
                    + mostSubscriptions + ", " + messagesPerSecond + ", " + factBytes + ", " + mostResumed);
        }
        if (!authTimeout.isPositive() || !heartbeat.isPositive() || !gather.isPositive()) {
            throw new IllegalArgumentException(
                    "times of streams are positive: " + authTimeout + ", " + heartbeat + ", " + gather);
        }
    }

    /** The contract's limits. */
    public static LiveSettings defaults() {
        return new LiveSettings(
                List.of(),
                2_000,
                1_000,
                100,
                Duration.ofSeconds(10),
                Duration.ofSeconds(15),
                Duration.ofMillis(10),
                16 << 20,
                10_000);
    }
}
