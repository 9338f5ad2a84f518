package counterfoil.http.audit;

import counterfoil.http.Answer;
import counterfoil.http.ApiContext;
import counterfoil.http.Ask;
import counterfoil.http.Call;
import counterfoil.http.Digests;
import counterfoil.protocol.Cause;
import counterfoil.protocol.audit.AuditCommand;
import counterfoil.protocol.audit.AuditKey;
import counterfoil.protocol.audit.AuditView;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Sees to it that nobody reads records unrecorded: a read goes on only when the journal holds that its principal made a
 * request of its kind in this minute. The first of a minute waits for that commit; the others find it in this node's
 * memory. While the database is away nothing can be recorded, so nothing is read.
 */
public final class ReadRecords {
    private static final int MOST_REMEMBERED = 10_000;
    private static final int LONGEST_VALUE = 250;

    private final ApiContext context;
    private final Ask ask;
    private final Map<Kind, Instant> minutes = new ConcurrentHashMap<>();

    private record Kind(String principal, String name) {}

    /** Records through the audit entities of this context. */
    public ReadRecords(ApiContext context, Ask ask) {
        this.context = context;
        this.ask = ask;
    }

    /**
     * What a read answers, once it is on record.
     *
     * @param kind of the request, in kebab case
     * @param parameters what is asked; a value that is not short and plain stands in the journal by its hash only, since
     *     what stands there stands there for ever
     * @param read begins the read
     * @throws counterfoil.http.Problem.Refused with 503 while the database is away
     */
    public CompletionStage<Answer> recorded(
            Call call, String kind, Map<String, String> parameters, Supplier<CompletionStage<Answer>> read) {
        ask.requireWritable();
        Instant now = context.clock().instant();
        Instant minute = now.truncatedTo(ChronoUnit.MINUTES);
        Kind who = new Kind(call.principal(), kind);
        if (minute.equals(minutes.get(who))) {
            return read.get();
        }
        Cause cause = new Cause(call.requestId() + "-read", call.principal(), null, call.requestId(), now, null, null);
        return ask.<AuditCommand, AuditView>read(
                        AuditKey.TYPE,
                        AuditKey.of(call.principal(), now),
                        call.deadline(),
                        replyTo -> new AuditCommand.RecordRead(kind, plain(parameters), cause, replyTo))
                .thenCompose(view -> {
                    remember(who, minute);
                    return begin(read);
                });
    }

    private static SortedMap<String, String> plain(Map<String, String> parameters) {
        SortedMap<String, String> plain = new TreeMap<>();
        parameters.forEach((name, value) -> {
            boolean isPlain = value.length() <= LONGEST_VALUE && value.chars().allMatch(c -> c > ' ' && c < 0x7f);
            String hash = "sha256:" + Digests.sha256Hex(value.getBytes(StandardCharsets.UTF_8));
            plain.put(name, isPlain ? value : hash);
        });
        return plain;
    }

    private void remember(Kind who, Instant minute) {
        if (minutes.size() >= MOST_REMEMBERED) {
            minutes.clear();
        }
        minutes.put(who, minute);
    }

    private static CompletionStage<Answer> begin(Supplier<CompletionStage<Answer>> read) {
        try {
            return read.get();
        } catch (RuntimeException failure) {
            return CompletableFuture.failedFuture(failure);
        }
    }
}
