package counterfoil.http.stock;

import counterfoil.http.Call;
import counterfoil.http.PageToken;
import counterfoil.http.Problems;
import counterfoil.http.Query;
import counterfoil.market.Adjustment;
import counterfoil.market.StatisticsParameters;
import counterfoil.market.Timeframe;
import counterfoil.protocol.stock.StockCommand.Span;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a query for statistics asks.
 *
 * @param span closes that are needed: those of the range, and before it those for the first return and rolling windows
 * @param benchmark name of an instrument; null for none
 * @param limit most dates of rolling statistics in the answer
 * @param start first of these dates; null for the first of the range
 */
record StatisticsQuery(
        Span span,
        @Nullable String benchmark,
        StatisticsParameters parameters,
        int limit,
        @Nullable LocalDate start) {
    /** Parameters that are known, beside the two times. */
    static final Set<String> PARAMETERS = Set.of(
            "from",
            "to",
            "benchmark",
            "adjustment",
            "risk_free_rate",
            "confidence",
            "horizon_days",
            "rolling",
            "annualization",
            "limit",
            "page_token");

    /** So many dates before the range are looked at for one that the benchmark has too. */
    private static final int LOOK_BACK = 10;

    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,4}(\\.[0-9]{1,15})?");

    /** Reads a query; {@code list} names the list that a page token must be of. */
    static StatisticsQuery of(Call call, InstantSource clock, String list) {
        Query query = call.query();
        SeriesQuery.Range range = SeriesQuery.range(query, clock, Timeframe.D1);
        StatisticsParameters parameters = parameters(query);
        Integer rolling = parameters.rolling();
        Span span = new Span(
                SeriesQuery.adjustment(query, Adjustment.ALL),
                (int) Timeframe.dateOf(range.from()).toEpochDay(),
                (int) Timeframe.dateOf(range.to()).toEpochDay(),
                LOOK_BACK + (rolling == null ? 0 : rolling),
                query.date("as_of"));
        return new StatisticsQuery(span, query.get("benchmark"), parameters, query.limit(), start(query, list, span));
    }

    private static StatisticsParameters parameters(Query query) {
        StatisticsParameters standard = StatisticsParameters.STANDARD;
        return new StatisticsParameters(
                number(
                        query,
                        "risk_free_rate",
                        StatisticsParameters.MIN_RATE,
                        StatisticsParameters.MAX_RATE,
                        standard.riskFreeRate()),
                number(
                        query,
                        "confidence",
                        StatisticsParameters.MIN_CONFIDENCE,
                        StatisticsParameters.MAX_CONFIDENCE,
                        standard.confidence()),
                whole(query, "horizon_days", 1, StatisticsParameters.MAX_HORIZON, standard.horizonDays()),
                whole(query, "annualization", 1, StatisticsParameters.MAX_ANNUALIZATION, standard.annualization()),
                query.get("rolling") == null
                        ? null
                        : (Integer) whole(
                                query,
                                "rolling",
                                StatisticsParameters.MIN_ROLLING,
                                StatisticsParameters.MAX_ROLLING,
                                StatisticsParameters.MIN_ROLLING));
    }

    private static double number(Query query, String name, double least, double most, double otherwise) {
        String text = query.get(name);
        if (text == null) {
            return otherwise;
        }
        double value = NUMBER.matcher(text).matches() ? Double.parseDouble(text) : Double.NaN;
        if (value >= least && value <= most) {
            return value;
        }
        throw Problems.invalidParameter(name, text, "must be a decimal number from " + least + " to " + most)
                .refuse();
    }

    private static int whole(Query query, String name, int least, int most, int otherwise) {
        String text = query.get(name);
        if (text == null) {
            return otherwise;
        }
        boolean isWhole = !text.isEmpty() && text.length() <= 5 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        int value = isWhole ? Integer.parseInt(text) : -1;
        if (value >= least && value <= most) {
            return value;
        }
        throw Problems.invalidParameter(name, text, "must be a whole number from " + least + " to " + most)
                .refuse();
    }

    private static @Nullable LocalDate start(Query query, String list, Span span) {
        String token = query.get("page_token");
        if (token == null) {
            return null;
        }
        long day = PageToken.read(list, token);
        if (day < span.from() || day > span.to()) {
            throw Problems.invalidParameter("page_token", token, "must be of the same from and to")
                    .refuse();
        }
        return LocalDate.ofEpochDay(day);
    }

    /** The first date of the range. */
    LocalDate from() {
        return LocalDate.ofEpochDay(span.from());
    }
}
