package counterfoil.http;

import java.time.Duration;

/**
 * Where the API listens and how long it waits.
 *
 * @param host address to bind to
 * @param port port to bind to; 0 for any free one
 * @param deadline by when a request is answered
 * @param importDeadline by when an import, which is many writes one after another, is answered
 * @param mostInFlight most requests that are worked on at a time; one more is refused at once
 */
public record ApiSettings(String host, int port, Duration deadline, Duration importDeadline, int mostInFlight) {
    private static final int MOST_IN_FLIGHT = 512;

    /** Refuses a port out of range and deadlines that are not positive. */
    public ApiSettings {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("a port lies in 0 to 65535: " + port);
        }
        if (!deadline.isPositive() || importDeadline.compareTo(deadline) < 0) {
            throw new IllegalArgumentException(
                    "deadlines must be positive and an import's no shorter: " + deadline + ", " + importDeadline);
        }
        if (mostInFlight < 1) {
            throw new IllegalArgumentException("at least one request must be in flight: " + mostInFlight);
        }
    }

    /** The contract's deadlines: 5 s, and 30 s for an import; 512 requests at a time. */
    public static ApiSettings of(String host, int port) {
        return new ApiSettings(host, port, Duration.ofSeconds(5), Duration.ofSeconds(30), MOST_IN_FLIGHT);
    }
}
