package counterfoil.http.audit;

import counterfoil.http.Access;
import counterfoil.http.Answer;
import counterfoil.http.ApiContext;
import counterfoil.http.Blocking;
import counterfoil.http.Call;
import counterfoil.http.Deadline;
import counterfoil.http.Problem;
import counterfoil.http.Problems;
import counterfoil.http.Route;
import counterfoil.persistence.query.PublishedLog;
import counterfoil.persistence.query.SealedEvent;
import counterfoil.persistence.query.SealedEvents;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pekko.NotUsed;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;
import org.apache.pekko.util.ByteStringBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Events of a range of positions as a file. A page is read when the client has taken the one before, so a slow client
 * holds one page and no more. When a page cannot be read in the midst, the answer is cut off, which HTTP shows.
 */
final class ExportRoute {
    /** Most events of one request; a longer range takes several, or {@code counterfoil audit export}. */
    static final int MAX_EVENTS = 100_000;

    private static final ContentType NDJSON_TYPE = ContentTypes.parse("application/x-ndjson");
    private static final ContentType CSV_TYPE = ContentTypes.parse("text/csv; charset=UTF-8");
    private static final int PAGE = 250;
    private static final int MOST_AT_ONCE = 4;
    private static final Duration PAGE_TIME = Duration.ofSeconds(10);

    private final ApiContext context;
    private final Blocking blocking;
    private final ReadRecords records;
    private final AtomicInteger underWay = new AtomicInteger();

    ExportRoute(ApiContext context, Blocking blocking, ReadRecords records) {
        this.context = context;
        this.blocking = blocking;
        this.records = records;
    }

    List<Route> routes() {
        return List.of(new Route(
                "GET", "/api/v1/audit/export", Access.ADMIN_TOKEN, Set.of("from", "to", "format"), this::export));
    }

    /** How events are spelled. */
    private enum Format {
        NDJSON("ndjson"),
        CSV("csv");

        private final String extension;

        Format(String extension) {
            this.extension = extension;
        }

        ContentType type() {
            return switch (this) {
                case NDJSON -> NDJSON_TYPE;
                case CSV -> CSV_TYPE;
            };
        }

        static Format of(@Nullable String text) {
            for (Format format : values()) {
                if (format.extension.equals(text == null ? "ndjson" : text)) {
                    return format;
                }
            }
            throw Problems.invalidParameter("format", text, "must be ndjson or csv")
                    .refuse();
        }

        byte[] line(SealedEvent event) {
            return switch (this) {
                case NDJSON -> event.exported().line();
                case CSV -> EventsCsv.line(event);
            };
        }

        ByteString beginning() {
            return this == CSV ? ByteString.fromArrayUnsafe(EventsCsv.header()) : ByteString.emptyByteString();
        }
    }

    /** Which events: positions from {@code from} up to and without {@code to}. */
    private record Range(int logId, long from, long to) {}

    private CompletionStage<Answer> export(Call call) {
        Format format = Format.of(call.query().get("format"));
        Long from = AuditQuery.number(call, "from");
        Long to = AuditQuery.number(call, "to");
        Map<String, String> asked = Map.of(
                "from", from == null ? "0" : from.toString(),
                "to", to == null ? "head" : to.toString(),
                "format", format.extension);
        return records.recorded(
                call,
                "export",
                asked,
                () -> blocking.read(
                                call.deadline(), () -> range(LogRoutes.published(context), from == null ? 0 : from, to))
                        .thenCompose(range -> page(range, range.from(), call.deadline())
                                .thenApply(first -> answer(range, format, first))));
    }

    private static Range range(PublishedLog log, long from, @Nullable Long asked) {
        long to = asked == null ? log.size() : asked;
        if (to > log.size()) {
            throw AuditProblems.sizeBeyondLog("to", to, log.size()).refuse();
        }
        if (from > to) {
            throw Problems.invalidParameter("from", Long.toString(from), "must not be above to, which is " + to)
                    .refuse();
        }
        if (to - from > MAX_EVENTS) {
            throw Problem.of(
                            422,
                            "limit-exceeded",
                            "More than one request may ask for",
                            "at most " + MAX_EVENTS + " events at once, not " + (to - from)
                                    + ": ask for parts by from and to, or use `counterfoil audit export`")
                    .refuse();
        }
        return new Range(log.logId(), from, to);
    }

    private Answer answer(Range range, Format format, List<SealedEvent> first) {
        if (underWay.incrementAndGet() > MOST_AT_ONCE) {
            underWay.decrementAndGet();
            throw Problem.of(
                            503,
                            "exports-under-way",
                            "This node is sending as many exports as it may",
                            "at most " + MOST_AT_ONCE + " at once; try again when one has ended")
                    .refuse();
        }
        Source<ByteString, NotUsed> rest = Source.unfoldAsync(
                range.from() + first.size(),
                next -> next >= range.to()
                        ? CompletableFuture.completedFuture(Optional.empty())
                        : page(range, next, Deadline.in(PAGE_TIME))
                                .thenApply(events ->
                                        Optional.of(Pair.create(next + events.size(), lines(format, events)))));
        Source<ByteString, NotUsed> all = Source.single(format.beginning().concat(lines(format, first)))
                .concat(rest)
                .filter(bytes -> !bytes.isEmpty())
                .watchTermination((nothing, ended) -> {
                    ended.whenComplete((done, failure) -> underWay.decrementAndGet());
                    return nothing;
                });
        String name = "counterfoil-events-" + range.from() + "-" + range.to() + "." + format.extension;
        String disposition = "attachment; filename=\"" + name + "\"";
        return Answer.flow(format.type(), all).withHeader("Content-Disposition", disposition);
    }

    private CompletionStage<List<SealedEvent>> page(Range range, long from, Deadline deadline) {
        int limit = (int) Math.min(PAGE, range.to() - from);
        return limit == 0
                ? CompletableFuture.completedFuture(List.of())
                : blocking.read(deadline, () -> page(range.logId(), from, limit));
    }

    private List<SealedEvent> page(int logId, long from, int limit) throws SQLException {
        try {
            List<SealedEvent> events = new SealedEvents(context.audit().connections()).after(logId, from - 1, limit);
            if (events.size() < limit) {
                throw new IllegalStateException("the log lacks position " + (from + events.size()));
            }
            return events;
        } catch (SealedEvents.MissingRow missing) {
            throw AuditProblems.journalAltered(missing.position()).refuse();
        }
    }

    private static ByteString lines(Format format, List<SealedEvent> events) {
        ByteStringBuilder lines = new ByteStringBuilder();
        events.forEach(event -> lines.putBytes(format.line(event)));
        return lines.result();
    }
}
