package counterfoil.http;

import java.util.concurrent.CompletionStage;

/** Takes the body of a writing request, if it is of a type that is read. */
public final class AdminBody {
    private static final String JSON = "application/json";
    private static final String CSV = "text/csv";

    private AdminBody() {}

    /** A body that must be JSON. */
    public static CompletionStage<byte[]> json(Call call) {
        requireType(call, JSON);
        return call.body().bytes(call.deadline());
    }

    /** A body that is JSON, or empty. */
    public static CompletionStage<byte[]> optionalJson(Call call) {
        if (!call.body().isKnownEmpty()) {
            requireType(call, JSON);
        }
        return call.body().bytes(call.deadline());
    }

    /** Whether a body is CSV; false when it is JSON. */
    public static boolean isCsv(Call call) {
        if (call.body().mediaType().equals(CSV)) {
            requireType(call, CSV);
            return true;
        }
        requireType(call, JSON);
        return false;
    }

    private static void requireType(Call call, String type) {
        if (!call.body().mediaType().equals(type)) {
            throw Problems.unsupportedMediaType("send it as " + type).refuse();
        }
        if (!call.body().isUtf8()) {
            throw Problems.unsupportedMediaType("send it in UTF-8").refuse();
        }
        String encoding = call.header("content-encoding");
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            throw Problems.unsupportedMediaType("send it without Content-Encoding")
                    .refuse();
        }
    }

    /** Says whether an outcome is that of an earlier request; only a client that gave a key can have sent one. */
    public static Answer replayed(Call call, boolean replayed, Answer answer) {
        return replayed && call.header("idempotency-key") != null
                ? answer.withHeader("Idempotency-Replayed", "true")
                : answer;
    }
}
