package counterfoil.persistence.journal;

/** An event that was not written because its JSON is larger than one event may be. */
public final class EventTooLarge extends RuntimeException {

    private final String type;
    private final int bytes;

    EventTooLarge(String type, int bytes) {
        super("%s has %d bytes, the limit is %d".formatted(type, bytes, EventSerializer.LIMIT_BYTES));
        this.type = type;
        this.bytes = bytes;
    }

    /** Returns the name of the event's type. */
    public String type() {
        return type;
    }

    /** Returns its size in bytes. */
    public int bytes() {
        return bytes;
    }
}
