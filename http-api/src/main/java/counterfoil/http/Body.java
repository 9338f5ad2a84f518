package counterfoil.http;

import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.http.javadsl.model.HttpCharsets;
import org.apache.pekko.http.javadsl.model.HttpEntity;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.MediaType;
import org.apache.pekko.http.javadsl.model.RequestEntity;
import org.apache.pekko.http.scaladsl.model.EntityStreamSizeException;

/** What a client sends along: read whole, or thrown away, so that the connection can go on. */
public final class Body {
    /** Most bytes of a body; the server cuts a longer one off. */
    public static final long MAX_BYTES = 10L * 1024 * 1024;

    private final RequestEntity entity;
    private final ActorSystem<?> system;
    private boolean taken;

    Body(HttpRequest request, ActorSystem<?> system) {
        this.entity = request.entity();
        this.system = system;
    }

    /** The media type without parameters, in lower case; empty when there is none. */
    public String mediaType() {
        MediaType type = entity.getContentType().mediaType();
        return (type.mainType() + "/" + type.subType()).toLowerCase(Locale.ROOT);
    }

    /** Whether the client states no other character set than UTF-8, or its part ASCII. */
    public boolean isUtf8() {
        return entity.getContentType()
                .getCharsetOption()
                .map(charset -> charset.equals(HttpCharsets.UTF_8) || charset.equals(HttpCharsets.US_ASCII))
                .orElse(true);
    }

    /** Whether the client said that it sends nothing. */
    public boolean isKnownEmpty() {
        return entity.isKnownEmpty();
    }

    /** All bytes, once; fails with {@link Problem.Refused} when they are too many or come too slowly. */
    public CompletionStage<byte[]> bytes(Deadline deadline) {
        taken = true;
        if (entity instanceof HttpEntity.Strict strict) {
            return CompletableFuture.completedFuture(strict.getData().toArray());
        }
        long millis = Math.max(1, deadline.left().toMillis());
        return entity.toStrict(millis, MAX_BYTES + 1, system)
                .thenApply(strict -> strict.getData().toArray())
                .exceptionallyCompose(failure -> CompletableFuture.failedFuture(problem(failure)));
    }

    private static Throwable problem(Throwable failure) {
        Throwable cause = Failures.unwrap(failure);
        if (cause instanceof EntityStreamSizeException) {
            return Problems.bodyTooLarge().refuse();
        }
        if (cause instanceof TimeoutException) {
            return Problem.of(408, "request-too-slow", "The request did not arrive in time", null)
                    .refuse();
        }
        return Problem.of(400, "malformed-request", "The request is not well-formed HTTP", null)
                .refuse();
    }

    /** Reads and forgets what nobody took; the connection ends by itself when that is too much. */
    void discardUnlessTaken() {
        if (!taken && !(entity instanceof HttpEntity.Strict)) {
            entity.discardBytes(system);
        }
    }
}
