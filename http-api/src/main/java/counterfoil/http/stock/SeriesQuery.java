package counterfoil.http.stock;

import counterfoil.http.Call;
import counterfoil.http.IsoTime;
import counterfoil.http.PageToken;
import counterfoil.http.Problems;
import counterfoil.http.Query;
import counterfoil.market.Adjustment;
import counterfoil.market.Timeframe;
import counterfoil.market.TradingHours;
import counterfoil.protocol.stock.StockCommand.Window;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.function.Function;

/** The part of a series that a query asks for: timeframe, adjustment, session, from, to, as_of, limit and page_token. */
final class SeriesQuery {
    /** Longest range of dates in one request. */
    static final int MAX_YEARS = 50;

    private static final long SECONDS_PER_DAY = 86_400;

    private SeriesQuery() {}

    /**
     * The window. Without {@code to} it ends with {@code as_of}, else tomorrow, so that today is in it in every time zone;
     * without {@code from} it begins 50 years before its end.
     *
     * @param list names the list that a page token must be of
     */
    static Window window(Call call, InstantSource clock, Adjustment defaultAdjustment, String list) {
        Query query = call.query();
        Timeframe timeframe = choice(query, "timeframe", Timeframe::parse, Timeframe.D1);
        Adjustment adjustment = adjustment(query, defaultAdjustment);
        Range range = range(query, clock, timeframe);
        String token = query.get("page_token");
        long start = token == null ? range.from : PageToken.read(list, token);
        if (start < range.from || start > range.to) {
            throw Problems.invalidParameter("page_token", token, "must be of the same from and to")
                    .refuse();
        }
        return new Window(
                timeframe, adjustment, start, range.to, query.date("as_of"), query.limit(), hours(query, timeframe));
    }

    /** From when to when, in epoch seconds, both included. */
    record Range(long from, long to) {}

    /** What {@code from}, {@code to} and {@code as_of} of a query mean for bars of a timeframe. */
    static Range range(Query query, InstantSource clock, Timeframe timeframe) {
        LocalDate asOf = query.date("as_of");
        LocalDate lastDate = asOf != null
                ? asOf
                : LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).plusDays(1);
        long to = time(query, "to", timeframe, Edge.LAST, lastDate);
        LocalDate firstDate = Timeframe.dateOf(to).minusYears(MAX_YEARS);
        long from = time(query, "from", timeframe, Edge.FIRST, firstDate);
        if (from > to) {
            throw Problems.invalidParameter("from", query.get("from"), "must not be after to")
                    .refuse();
        }
        if (Timeframe.dateOf(from).isBefore(firstDate)) {
            throw Problems.invalidParameter("from", query.get("from"), "a range has at most " + MAX_YEARS + " years")
                    .refuse();
        }
        return new Range(from, to);
    }

    /** What a query wants prices adjusted for. */
    static Adjustment adjustment(Query query, Adjustment otherwise) {
        return choice(query, "adjustment", Adjustment::parse, otherwise);
    }

    /** All that is recorded, unless told otherwise; days, weeks and months are of regular trading. */
    private static TradingHours hours(Query query, Timeframe timeframe) {
        TradingHours hours = choice(query, "session", TradingHours::parse, TradingHours.usualFor(timeframe));
        if (timeframe.isDated() && hours == TradingHours.EXTENDED) {
            throw Problems.invalidParameter(
                            "session", hours.code(), "bars of a day or longer are of regular trading alone")
                    .refuse();
        }
        return hours;
    }

    private static <T> T choice(Query query, String name, Function<String, T> parse, T otherwise) {
        String text = query.get(name);
        if (text == null) {
            return otherwise;
        }
        try {
            return parse.apply(text);
        } catch (IllegalArgumentException refused) {
            throw Problems.invalidParameter(name, text, String.valueOf(refused.getMessage()))
                    .refuse();
        }
    }

    private enum Edge {
        FIRST,
        LAST
    }

    /** A date stands for its bar, or for all of its minutes; an instant for itself, or for its date's bar. */
    private static long time(Query query, String name, Timeframe timeframe, Edge edge, LocalDate otherwise) {
        String text = query.get(name);
        if (text == null || text.indexOf('T') < 0) {
            LocalDate date = text == null ? otherwise : Query.parseDate(name, text);
            long start = Timeframe.timeOf(date);
            return timeframe.isDated() || edge == Edge.FIRST ? start : start + SECONDS_PER_DAY - 1;
        }
        long instant = instant(name, text);
        return timeframe.isDated() ? Timeframe.timeOf(Timeframe.dateOf(instant)) : instant;
    }

    private static long instant(String name, String text) {
        try {
            return IsoTime.instant(text);
        } catch (IllegalArgumentException refused) {
            throw Problems.invalidParameter(name, text, "must be a date or an instant such as 2013-11-25T00:01:00Z")
                    .refuse();
        }
    }
}
