package counterfoil.http;

import counterfoil.market.Quote;
import counterfoil.persistence.query.TableBasis;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What the body of an answer depends on, as HTTP's ETag: an instrument and its sequence number, never a ticker.
 *
 * @param text the tag with its quotes, such as {@code "stock-7f3c…:1387"}
 */
public record EntityTag(String text) {
    private static final String PREFIX = "\"stock-";
    private static final String SESSION = ":session-";

    /** The tag of what rests on all facts of an instrument. */
    public static EntityTag of(String instrumentId, long sequenceNumber) {
        return new EntityTag(PREFIX + instrumentId + ":" + sequenceNumber + "\"");
    }

    /** The tag of what also rests on a count or time that is no sequence number. */
    public static EntityTag of(String instrumentId, long sequenceNumber, long count) {
        return new EntityTag(PREFIX + instrumentId + ":" + sequenceNumber + ":" + count + "\"");
    }

    /** The tag of what also rests on all facts of another instrument. */
    public static EntityTag of(String instrumentId, long sequenceNumber, String otherId, long otherSequenceNumber) {
        return new EntityTag(
                PREFIX + instrumentId + ":" + sequenceNumber + ":" + otherId + ":" + otherSequenceNumber + "\"");
    }

    /** The tag of what also rests on a quote: its instant, and its number, since several may share an instant. */
    public static EntityTag of(String instrumentId, long sequenceNumber, Quote quote) {
        return new EntityTag(
                PREFIX + instrumentId + ":" + sequenceNumber + ":" + quote.at() + ":" + quote.number() + "\"");
    }

    /** The tag of what also rests on the sessions of its market; {@code sessions} is visible ASCII without quotes. */
    public static EntityTag of(String instrumentId, long sequenceNumber, String sessions) {
        return new EntityTag(PREFIX + instrumentId + ":" + sequenceNumber + SESSION + sessions + "\"");
    }

    /** The tag of the calendar of a market between two dates. */
    public static EntityTag ofCalendar(String version, String mic, LocalDate from, LocalDate to) {
        return new EntityTag("\"calendar-" + version + ":" + mic + ":" + from + ":" + to + "\"");
    }

    /** The tag of what rests on a read table, and on the date whose tickers it shows. */
    public static EntityTag of(TableBasis basis, LocalDate shownOn) {
        return new EntityTag("\"table-" + basis.logId() + "." + basis.build() + "." + basis.changedPosition() + ":"
                + shownOn + "\"");
    }

    /** Whether the client has this already, by its If-None-Match; compared weakly, as RFC 9110, 13.1.2 wants it. */
    public boolean isHeldBy(Call call) {
        String held = call.header("if-none-match");
        if (held == null) {
            return false;
        }
        if (held.equals(text) || held.strip().equals("*")) {
            return true;
        }
        for (String tag : held.split(",", -1)) {
            String strong = tag.strip();
            if (text.equals(strong.startsWith("W/") ? strong.substring(2) : strong)) {
                return true;
            }
        }
        return false;
    }

    /**
     * The sequence number that a client's If-Match asks for; null when it asks for none.
     *
     * @throws Problem.Refused with 412 if it is the tag of another instrument, or no tag of an instrument
     */
    public static @Nullable Long sequenceAskedFor(Call call, String instrumentId) {
        String asked = call.header("if-match");
        if (asked == null || asked.strip().equals("*")) {
            return null;
        }
        String prefix = PREFIX + instrumentId + ":";
        String tag = asked.strip();
        if (tag.startsWith(prefix) && tag.endsWith("\"") && tag.length() > prefix.length() + 1) {
            // The session of its market is no fact of the instrument, so a change does not depend on it.
            int end = tag.indexOf(SESSION, prefix.length());
            String number = tag.substring(prefix.length(), end < 0 ? tag.length() - 1 : end);
            if (number.length() <= 18 && number.chars().allMatch(c -> c >= '0' && c <= '9')) {
                return Long.valueOf(number);
            }
        }
        throw RefusalProblem.sequenceChanged("the If-Match is not a tag of this instrument as it is now")
                .refuse();
    }
}
