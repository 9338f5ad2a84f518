package counterfoil.http.live;

/** Why the server ends a WebSocket, RFC 6455 section 7.4.1. */
enum CloseCode {
    /** The client asked for it. */
    NORMAL(1000),
    /** The node ends; another one will serve. */
    GOING_AWAY(1001),
    /** The client broke the protocol. */
    PROTOCOL_ERROR(1002),
    /** A binary frame. */
    UNSUPPORTED(1003),
    /** A text that is not UTF-8. */
    NOT_UTF8(1007),
    /** No token, a wrong one, too many messages, no answer to heartbeats. */
    POLICY(1008),
    /** A message above the limit. */
    TOO_BIG(1009),
    /** The client reads more slowly than facts come. */
    TRY_AGAIN_LATER(1013);

    private final int number;

    CloseCode(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }
}
