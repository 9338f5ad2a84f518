package counterfoil.http.live;

/** What a client's bytes turned out to be. */
@SuppressWarnings("ArrayRecordComponent") // read once and dropped; nobody compares two frames
sealed interface Incoming {
    /** A whole text, which is UTF-8. */
    record Text(byte[] utf8) implements Incoming {}

    /** A part of a text whose end is still to come. */
    record Part() implements Incoming {}

    /** A ping, to be answered with the same payload. */
    record Ping(byte[] payload) implements Incoming {}

    /** An answer to a ping. */
    record Pong() implements Incoming {}

    /** The client closes, with its code or 1005 for none. */
    record Closing(int code) implements Incoming {}

    /** Bytes that may not be sent; nothing that follows is read. */
    record Broken(CloseCode code, String reason) implements Incoming {}
}
