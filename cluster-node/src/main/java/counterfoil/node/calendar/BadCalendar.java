package counterfoil.node.calendar;

/** A calendar's file that cannot be read. The message is one line that names the file and what is wrong with it. */
public final class BadCalendar extends RuntimeException {
    BadCalendar(String message) {
        super(message);
    }

    BadCalendar(String message, Throwable cause) {
        super(message, cause);
    }
}
