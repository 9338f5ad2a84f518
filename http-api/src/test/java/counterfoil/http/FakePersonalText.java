package counterfoil.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import counterfoil.protocol.Enciphered;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/** Turns every bit of a text round, which is enough to see where the plain text would have gone. */
final class FakePersonalText implements PersonalText {
    private static final int TAG = 16;

    final Set<String> erased = ConcurrentHashMap.newKeySet();
    volatile boolean away;

    @Override
    public CompletionStage<Enciphered> encipher(String subject, String purpose, String text) {
        return orRefused(subject, envelope(subject, text));
    }

    /** The envelope of a text. */
    static Enciphered envelope(String subject, String text) {
        byte[] bytes = text.getBytes(UTF_8);
        byte[] turned = new byte[bytes.length + TAG];
        for (int i = 0; i < bytes.length; i++) {
            turned[i] = (byte) ~bytes[i];
        }
        return new Enciphered(subject, 1, new byte[12], turned);
    }

    @Override
    public CompletionStage<String> digest(String subject, String text) {
        return orRefused(subject, Digests.sha256Hex(("key of " + subject + text).getBytes(UTF_8)));
    }

    private <T> CompletionStage<T> orRefused(String subject, T value) {
        if (away) {
            return CompletableFuture.failedFuture(Problems.keysUnavailable().refuse());
        }
        return erased.contains(subject)
                ? CompletableFuture.failedFuture(Problems.subjectErased().refuse())
                : CompletableFuture.completedFuture(value);
    }

    @Override
    public CompletionStage<Map<Enciphered, String>> decipher(Collection<Enciphered> envelopes, String purpose) {
        if (away) {
            return CompletableFuture.failedFuture(Problems.keysUnavailable().refuse());
        }
        Map<Enciphered, String> texts = new HashMap<>();
        for (Enciphered envelope : envelopes) {
            byte[] bytes = envelope.ciphertext();
            byte[] text = new byte[bytes.length - TAG];
            for (int i = 0; i < text.length; i++) {
                text[i] = (byte) ~bytes[i];
            }
            texts.put(envelope, erased.contains(envelope.subject()) ? ERASED : new String(text, UTF_8));
        }
        return CompletableFuture.completedFuture(texts);
    }
}
