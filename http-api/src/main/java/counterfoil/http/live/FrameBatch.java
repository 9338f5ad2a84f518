package counterfoil.http.live;

import java.util.Arrays;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;

/** One WebSocket text frame: a JSON array of messages. */
final class FrameBatch implements Batch {
    private static final int FIRST_CAPACITY = 512;

    private byte[] bytes = new byte[FIRST_CAPACITY];
    private int length = Frames.MOST_HEADER;

    @Override
    public void add(ToldQuote quote) {
        add(quote.json());
    }

    @Override
    public void add(ToldFact fact) {
        add(fact.json());
    }

    @Override
    public void add(byte[] json) {
        // The bracket or comma before it, and room for the bracket at the end.
        int needed = length + json.length + 2;
        if (needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(needed, bytes.length * 2));
        }
        bytes[length] = (byte) (length == Frames.MOST_HEADER ? '[' : ',');
        System.arraycopy(json, 0, bytes, length + 1, json.length);
        length += json.length + 1;
    }

    @Override
    public boolean hasRoom() {
        return length < FULL;
    }

    @Override
    public @Nullable ByteString take() {
        if (length == Frames.MOST_HEADER) {
            return null;
        }
        bytes[length] = ']';
        return Frames.textInPlace(bytes, length + 1);
    }
}
