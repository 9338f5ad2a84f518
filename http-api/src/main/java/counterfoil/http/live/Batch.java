package counterfoil.http.live;

import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;

/** Gathers messages into what is written to a client at once; begun anew for each write. */
interface Batch {
    /** Bytes after which a batch takes no more; a single larger message still fits. */
    int FULL = 16_384;

    /** A message about a client's own matters. */
    void add(byte[] json);

    /** A quote. */
    void add(ToldQuote quote);

    /** All messages of a fact. */
    void add(ToldFact fact);

    /** Whether one more message may be added. */
    boolean hasRoom();

    /** What was gathered; null when it is nothing. */
    @Nullable
    ByteString take();
}
