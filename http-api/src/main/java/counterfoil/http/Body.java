package counterfoil.http;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
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
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.util.ByteString;

/** What a client sends along: read whole, or thrown away, so that the connection can go on. */
public final class Body {
    /** Most bytes of a body. */
    public static final long MAX_BYTES = 10L * 1024 * 1024;

    private static final long MAX_READ = 2 * MAX_BYTES;

    private final HttpRequest request;
    private final RequestEntity entity;
    private final ActorSystem<?> system;
    private boolean taken;

    Body(HttpRequest request, ActorSystem<?> system) {
        this.request = request;
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

    /**
     * All bytes, once; fails with {@link Problem.Refused} when they are too many or come too slowly. A body that is not
     * much too long is read to its end all the same, because a client that still sends may never see the answer.
     */
    public CompletionStage<byte[]> bytes(Deadline deadline) {
        taken = true;
        if (entity instanceof HttpEntity.Strict strict) {
            return CompletableFuture.completedFuture(strict.getData().toArray());
        }
        boolean asksForLeave = request.getHeader("expect").isPresent();
        if (asksForLeave && entity.getContentLengthOption().orElse(0) > MAX_BYTES) {
            return CompletableFuture.failedFuture(Problems.bodyTooLarge().refuse());
        }
        return entity.withSizeLimit(MAX_READ)
                .getDataBytes()
                .completionTimeout(Duration.ofMillis(Math.max(1, deadline.left().toMillis())))
                .runWith(Sink.fold(new Collected(), Collected::with), system)
                .thenApply(Collected::bytes)
                .exceptionallyCompose(failure -> CompletableFuture.failedFuture(problem(failure)));
    }

    /** What has come so far; beyond the limit only counted. */
    private static final class Collected {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private boolean tooMany;

        Collected with(ByteString more) {
            tooMany = tooMany || bytes.size() + more.size() > MAX_BYTES;
            if (!tooMany) {
                bytes.writeBytes(more.toArrayUnsafe());
            }
            return this;
        }

        byte[] bytes() {
            if (tooMany) {
                throw Problems.bodyTooLarge().refuse();
            }
            return bytes.toByteArray();
        }
    }

    private static Throwable problem(Throwable failure) {
        Throwable cause = Failures.unwrap(failure);
        if (cause instanceof Problem.Refused) {
            return cause;
        }
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
