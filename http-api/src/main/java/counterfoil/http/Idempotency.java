package counterfoil.http;

import counterfoil.protocol.Cause;
import counterfoil.protocol.Enciphered;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The identity of the command that a writing request is. With an {@code Idempotency-Key} it is a hash of who asks what
 * under which key, so that the same request sent again is the same command; without one it is random.
 *
 * @param commandId 64 hexadecimal digits
 * @param requestId the request that carries the command
 * @param principal who asks
 * @param bodyHash a digest of what is asked, in hex, as {@link Cause} has it
 */
public record Idempotency(String commandId, String requestId, String principal, String bodyHash) {
    private static final int MAX_KEY = 128;

    /**
     * The identity of a call with the given body.
     *
     * @throws Problem.Refused with 400 if its key is not of 1 to 128 visible ASCII characters
     */
    public static Idempotency of(Call call, byte[] body) {
        String key = call.header("idempotency-key");
        String query = call.request().getUri().rawQueryString().orElse("");
        String bodyHash = Digests.sha256Hex(join(query.getBytes(StandardCharsets.UTF_8), body));
        return new Idempotency(commandId(call, key), call.requestId(), call.principal(), bodyHash);
    }

    private static String commandId(Call call, @Nullable String key) {
        if (key == null) {
            return Digests.sha256Hex(UUID.randomUUID().toString().getBytes(StandardCharsets.UTF_8));
        }
        if (key.isEmpty() || key.length() > MAX_KEY || !key.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw Problem.of(
                            400,
                            "invalid-idempotency-key",
                            "An Idempotency-Key has 1 to " + MAX_KEY + " visible ASCII characters",
                            null)
                    .refuse();
        }
        // None of the four holds a line feed, so the text tells them apart.
        String identity = call.principal()
                + '\n'
                + call.request().method().value()
                + '\n'
                + call.request().getUri().getPathString()
                + '\n'
                + key;
        return Digests.sha256Hex(identity.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] join(byte[] head, byte[] tail) {
        byte[] joined = new byte[head.length + 1 + tail.length];
        System.arraycopy(head, 0, joined, 0, head.length);
        System.arraycopy(tail, 0, joined, head.length + 1, tail.length);
        return joined;
    }

    /** What the command's events say about their origin. */
    public Cause cause(InstantSource clock, @Nullable Enciphered reason) {
        return new Cause(commandId, principal, null, requestId, clock.instant(), bodyHash, reason);
    }

    /** The same command with another digest of what is asked. */
    public Idempotency withBodyHash(String digest) {
        return new Idempotency(commandId, requestId, principal, digest);
    }

    /** The same for part {@code n} of a request that is too long for one command. */
    public Cause partCause(InstantSource clock, int n) {
        return new Cause(commandId + "-" + n, principal, null, requestId, clock.instant(), bodyHash, null);
    }

    /** The id of what this command creates: its first 122 free bits in the form of a version 8 UUID (RFC 9562, 5.8). */
    public String createdId() {
        byte[] bytes = HexFormat.of().parseHex(commandId.substring(0, 32));
        bytes[6] = (byte) ((bytes[6] & 0x0f) | 0x80);
        bytes[8] = (byte) ((bytes[8] & 0x3f) | 0x80);
        String hex = HexFormat.of().formatHex(bytes);
        return String.join(
                "-",
                hex.substring(0, 8),
                hex.substring(8, 12),
                hex.substring(12, 16),
                hex.substring(16, 20),
                hex.substring(20));
    }

    /** The id of the import that this command is: 32 hexadecimal digits. */
    public String importId() {
        return commandId.substring(0, 32);
    }
}
