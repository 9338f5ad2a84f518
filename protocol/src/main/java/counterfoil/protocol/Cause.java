package counterfoil.protocol;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Who caused an event, with which command, and when it was recorded.
 *
 * @param commandId identity of the command, 1 to 128 visible ASCII characters; the same command sent again has the same
 * @param principal who asked: a user, an API key or a system component, under a pseudonymous name
 * @param onBehalfOf for whom, where that is somebody else
 * @param requestId the request that carried the command
 * @param recordedAt when the entity recorded it; never runs backwards within one entity
 * @param bodyHash a digest of what was asked, in hex, which tells a repeat from another command under a used identity:
 *     SHA-256; HMAC-SHA256 under a key of the principal where a free text was part of it, so that nobody can try out
 *     texts once the principal is erased
 * @param reason why, where a person changed or corrected something, enciphered for {@link #REASON}
 */
public record Cause(
        String commandId,
        String principal,
        @Nullable String onBehalfOf,
        String requestId,
        Instant recordedAt,
        @Nullable String bodyHash,
        @Nullable Enciphered reason) {
    /** The purpose that a reason's envelope is bound to. */
    public static final String REASON = "cause.reason";

    private static final int MAX_ID = 160;

    /** Refuses an empty or over-long identity. */
    public Cause {
        if (commandId.isEmpty() || commandId.length() > MAX_ID) {
            throw new IllegalArgumentException("a command id has 1 to " + MAX_ID + " characters: " + commandId);
        }
    }

    /** The same cause recorded at another instant. */
    public Cause recordedAt(Instant instant) {
        return new Cause(commandId, principal, onBehalfOf, requestId, instant, bodyHash, reason);
    }
}
