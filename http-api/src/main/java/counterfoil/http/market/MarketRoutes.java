package counterfoil.http.market;

import counterfoil.http.Access;
import counterfoil.http.Answer;
import counterfoil.http.ApiContext;
import counterfoil.http.Call;
import counterfoil.http.EntityTag;
import counterfoil.http.Problem;
import counterfoil.http.Problems;
import counterfoil.http.Query;
import counterfoil.http.Route;
import counterfoil.market.Mic;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** When markets trade. Answered from the calendars that the node read at its start. */
public final class MarketRoutes {
    private static final int MAX_YEARS = 2;
    private static final int USUAL_DAYS = 30;

    private final ApiContext context;

    /** Routes that answer from the calendars of this context. */
    public MarketRoutes(ApiContext context) {
        this.context = context;
    }

    /** The routes. */
    public List<Route> routes() {
        return List.of(new Route(
                "GET",
                "/api/v1/markets/{mic}/calendar",
                Access.ADMIN_TOKEN,
                Set.of("from", "to"),
                call -> CompletableFuture.completedFuture(calendar(call))));
    }

    private Answer calendar(Call call) {
        Mic mic = mic(call.path().getFirst());
        Range range = range(call.query(), LocalDate.ofInstant(context.clock().instant(), mic.zone()));
        EntityTag tag = EntityTag.ofCalendar(context.calendars().version(), mic.code(), range.from, range.to);
        Answer answer = tag.isHeldBy(call)
                ? Answer.empty(304)
                : Answer.json(
                        200, CalendarJson.write(mic, context.calendars().of(mic).orElse(null), range.from, range.to));
        return answer.withHeader("ETag", tag.text());
    }

    private static Mic mic(String text) {
        try {
            return new Mic(text.strip().toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            throw Problem.of(404, "unknown-market", "There is no such market", "asked for " + Problems.shorten(text))
                    .refuse();
        }
    }

    private record Range(LocalDate from, LocalDate to) {}

    /** Both dates are included; what is not given lies {@value #USUAL_DAYS} days from the other, or is today there. */
    private static Range range(Query query, LocalDate today) {
        LocalDate givenFrom = query.date("from");
        LocalDate givenTo = query.date("to");
        LocalDate from = givenFrom != null ? givenFrom : firstOf(givenTo, today);
        LocalDate to = givenTo != null ? givenTo : from.plusDays(USUAL_DAYS);
        if (to.isBefore(from)) {
            throw Problems.invalidParameter("to", query.get("to"), "must not be before from " + from)
                    .refuse();
        }
        if (!to.isBefore(from.plusYears(MAX_YEARS))) {
            throw Problems.invalidParameter("to", to.toString(), "a range has at most " + MAX_YEARS + " years")
                    .refuse();
        }
        return new Range(from, to);
    }

    private static LocalDate firstOf(@Nullable LocalDate to, LocalDate today) {
        return to == null ? today : to.minusDays(USUAL_DAYS);
    }
}
