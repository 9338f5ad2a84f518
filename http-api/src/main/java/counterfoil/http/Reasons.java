package counterfoil.http;

import counterfoil.protocol.Cause;
import counterfoil.protocol.Enciphered;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The reasons that persons give: enciphered on their way in, readable on their way out until their writer is erased. */
public final class Reasons {
    private static final JsonShape<byte[]> BYTES = JsonShape.TEXT.to(Base64.getDecoder()::decode);

    private final ApiContext context;

    /** By the keys that the node has. */
    public Reasons(ApiContext context) {
        this.context = context;
    }

    /** The cause of a command for which a person gave this reason, or none. */
    public CompletionStage<Cause> cause(Idempotency identity, @Nullable String reason) {
        if (reason == null) {
            return CompletableFuture.completedFuture(identity.cause(context.clock(), null));
        }
        PersonalText personal = context.personal();
        String writer = identity.principal();
        return personal.encipher(writer, Cause.REASON, reason)
                .thenCombine(
                        personal.digest(writer, identity.bodyHash()),
                        (envelope, digest) -> identity.withBodyHash(digest).cause(context.clock(), envelope));
    }

    /**
     * The envelope that an event holds as JSON.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static Enciphered envelope(String json) {
        JsonObject in = Json.object(json.getBytes(StandardCharsets.UTF_8));
        Optional<String> subject = in.required("subject", JsonShape.TEXT);
        Optional<Integer> version = in.required("key_version", JsonShape.INTEGER);
        Optional<byte[]> nonce = in.required("nonce", BYTES);
        Optional<byte[]> ciphertext = in.required("ciphertext", BYTES);
        in.end();
        if (!in.faults().isEmpty()) {
            throw new IllegalArgumentException("an event's reason is no envelope");
        }
        return new Enciphered(
                subject.orElseThrow(), version.orElseThrow(), nonce.orElseThrow(), ciphertext.orElseThrow());
    }

    /** The texts of all reasons of an answer; those that were not given are null. */
    public CompletionStage<Map<Enciphered, String>> texts(Stream<@Nullable Enciphered> reasons) {
        List<Enciphered> envelopes = new ArrayList<>();
        reasons.forEach(reason -> {
            if (reason != null) {
                envelopes.add(reason);
            }
        });
        return envelopes.isEmpty()
                ? CompletableFuture.completedFuture(Map.of())
                : context.personal().decipher(envelopes, Cause.REASON);
    }
}
