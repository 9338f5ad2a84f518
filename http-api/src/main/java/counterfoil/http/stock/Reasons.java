package counterfoil.http.stock;

import counterfoil.http.ApiContext;
import counterfoil.http.Idempotency;
import counterfoil.http.PersonalText;
import counterfoil.protocol.Cause;
import counterfoil.protocol.Enciphered;
import counterfoil.protocol.stock.StockView.KeptQuestion;
import counterfoil.protocol.stock.StockView.QualityView;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The reasons that persons give: enciphered on their way in, readable on their way out until their writer is erased. */
final class Reasons {
    private final ApiContext context;

    Reasons(ApiContext context) {
        this.context = context;
    }

    /** The cause of a command for which a person gave this reason, or none. */
    CompletionStage<Cause> cause(Idempotency identity, @Nullable String reason) {
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

    /** The texts of all reasons of a page of questions. */
    CompletionStage<Map<Enciphered, String>> of(QualityView view) {
        List<Enciphered> envelopes = view.questions().stream()
                .map(KeptQuestion::reason)
                .filter(Objects::nonNull)
                .toList();
        return envelopes.isEmpty()
                ? CompletableFuture.completedFuture(Map.of())
                : context.personal().decipher(envelopes, Cause.REASON);
    }
}
