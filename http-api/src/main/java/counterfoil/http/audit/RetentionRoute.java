package counterfoil.http.audit;

import counterfoil.http.Access;
import counterfoil.http.Answer;
import counterfoil.http.ApiContext;
import counterfoil.http.Ask;
import counterfoil.http.Blocking;
import counterfoil.http.Call;
import counterfoil.http.Reasons;
import counterfoil.http.Route;
import counterfoil.persistence.query.AppendOnlyGuard;
import counterfoil.persistence.query.Connections;
import counterfoil.persistence.query.PublishedLog;
import counterfoil.persistence.query.RetentionCounts;
import counterfoil.protocol.Enciphered;
import counterfoil.protocol.hold.HoldCommand;
import counterfoil.protocol.hold.HoldKey;
import counterfoil.protocol.hold.HoldView;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * What is kept and since when, what forbids to delete it, and whether the guards are in place. Counts are carried on from
 * report to report; a first report on an old, large log counts for a part of its time limit and says how far it came.
 */
final class RetentionRoute {
    /** How long one report counts at most: half of a request's time. */
    private static final Duration COUNTING = Duration.ofMillis(2_500);

    private final ApiContext context;
    private final Ask ask;
    private final Blocking blocking;
    private final ReadRecords records;

    RetentionRoute(ApiContext context, Ask ask, Blocking blocking, ReadRecords records) {
        this.context = context;
        this.ask = ask;
        this.blocking = blocking;
        this.records = records;
    }

    List<Route> routes() {
        return List.of(new Route("GET", "/api/v1/audit/reports/retention", Access.ADMIN_TOKEN, Set.of(), this::report));
    }

    private CompletionStage<Answer> report(Call call) {
        return records.recorded(
                call,
                "retention-report",
                Map.of(),
                () -> ask.<HoldCommand, HoldView>read(
                                HoldKey.TYPE,
                                HoldKey.REGISTER,
                                call.deadline(),
                                to -> new HoldCommand.ListHolds(0, HoldView.MAX_PAGE, true, to))
                        .thenCompose(view -> {
                            HoldView.Page holds = HoldRoutes.expect(HoldView.Page.class, view);
                            return new Reasons(context)
                                    .texts(HoldRoutes.reasonsOf(holds.holds()))
                                    .thenCompose(reasons -> blocking.read(
                                            call.deadline(),
                                            () -> Answer.json(
                                                    200, report(holds, reasons).json())));
                        }));
    }

    private RetentionReport report(HoldView.Page holds, Map<Enciphered, String> reasons) throws SQLException {
        Connections connections = context.audit().connections();
        PublishedLog log = LogRoutes.published(context);
        RetentionCounts counts = new RetentionCounts(connections);
        long end = System.nanoTime() + COUNTING.toNanos();
        long counted = counts.countSlice(log.logId(), log.size());
        for (long before = -1; counted < log.size() && counted > before && System.nanoTime() < end; ) {
            before = counted;
            counted = counts.countSlice(log.logId(), log.size());
        }
        Instant now = context.clock().instant();
        LocalDate oldBefore = LocalDate.ofInstant(now, ZoneOffset.UTC).minusYears(RetentionReport.MINIMUM_YEARS);
        return new RetentionReport(
                log,
                counted,
                now,
                oldBefore,
                counts.counts(log.logId(), oldBefore),
                AppendOnlyGuard.look(connections),
                holds,
                reasons);
    }
}
