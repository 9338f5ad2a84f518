package counterfoil.node.personal;

import static java.nio.charset.StandardCharsets.UTF_8;

import counterfoil.http.PersonalText;
import counterfoil.http.Problems;
import counterfoil.persistence.personal.Deciphered;
import counterfoil.persistence.personal.Envelopes;
import counterfoil.persistence.personal.KeysUnavailable;
import counterfoil.persistence.personal.SubjectIsErased;
import counterfoil.persistence.personal.Unwrappable;
import counterfoil.protocol.Enciphered;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Personal texts for the HTTP API, under the keys of the key store. */
final class KeyedTexts implements PersonalText {
    private static final Logger LOG = LoggerFactory.getLogger(KeyedTexts.class);

    private final Envelopes envelopes;
    private final KeyThreads threads;

    KeyedTexts(Envelopes envelopes, KeyThreads threads) {
        this.envelopes = envelopes;
        this.threads = threads;
    }

    @Override
    public CompletionStage<Enciphered> encipher(String subject, String purpose, String text) {
        return run(() -> envelopes.encipher(subject, purpose, text));
    }

    @Override
    public CompletionStage<String> digest(String subject, String text) {
        return run(() -> envelopes.digest(subject, text.getBytes(UTF_8)));
    }

    @Override
    public CompletionStage<Map<Enciphered, String>> decipher(Collection<Enciphered> asked, String purpose) {
        return run(() -> {
            Map<Enciphered, String> texts = new HashMap<>();
            for (Enciphered envelope : asked) {
                texts.put(envelope, textOf(envelopes.decipher(envelope, purpose)));
            }
            return texts;
        });
    }

    private static String textOf(Deciphered deciphered) {
        return switch (deciphered) {
            case Deciphered.Text text -> text.text();
            case Deciphered.Erased erased -> ERASED;
            case Deciphered.Unreadable unreadable -> UNREADABLE;
        };
    }

    private <T> CompletionStage<T> run(Supplier<T> work) {
        return threads.run(work).exceptionallyCompose(failure -> {
            Throwable cause = KeyThreads.unwrap(failure);
            if (cause instanceof SubjectIsErased) {
                return CompletableFuture.failedFuture(Problems.subjectErased().refuse());
            }
            if (cause instanceof KeysUnavailable || cause instanceof Unwrappable) {
                LOG.warn("personal texts cannot be read or written: {}", cause.getMessage());
                return CompletableFuture.failedFuture(Problems.keysUnavailable().refuse());
            }
            return CompletableFuture.failedFuture(cause);
        });
    }
}
