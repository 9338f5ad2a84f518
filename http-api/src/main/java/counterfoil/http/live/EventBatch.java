package counterfoil.http.live;

import java.nio.charset.StandardCharsets;
import org.apache.pekko.util.ByteString;
import org.apache.pekko.util.ByteStringBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Server-sent events, as the HTML standard has them; the data of each is an array of messages, as in a WebSocket. A fact is
 * an event of its own whose id is its position in the log, so that a client has all of a fact or nothing of it, and goes
 * on behind the last one that it has.
 */
final class EventBatch implements Batch {
    private final ByteStringBuilder bytes = new ByteStringBuilder();
    private boolean isInEvent;

    @Override
    public void add(byte[] json) {
        ascii(isInEvent ? "," : "data: [");
        bytes.putBytes(json);
        isInEvent = true;
    }

    @Override
    public void add(ToldQuote quote) {
        add(quote.json());
    }

    @Override
    public void add(ToldFact fact) {
        endEvent();
        ascii("id: " + fact.position() + "\n");
        add(fact.json());
        endEvent();
    }

    /** A line that is no event: a comment, or how soon a client may connect again. */
    void line(String text) {
        endEvent();
        ascii(text + "\n\n");
    }

    private void endEvent() {
        if (isInEvent) {
            ascii("]\n\n");
            isInEvent = false;
        }
    }

    private void ascii(String text) {
        bytes.putBytes(text.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public boolean hasRoom() {
        return bytes.length() < FULL;
    }

    @Override
    public @Nullable ByteString take() {
        endEvent();
        return bytes.isEmpty() ? null : bytes.result();
    }
}
