package counterfoil.http.stock;

import counterfoil.http.AdminBody;
import counterfoil.http.Answer;
import counterfoil.http.ApiContext;
import counterfoil.http.Ask;
import counterfoil.http.Call;
import counterfoil.http.Deadline;
import counterfoil.http.Idempotency;
import counterfoil.http.Problems;
import counterfoil.market.Bars;
import counterfoil.market.CorporateAction;
import counterfoil.protocol.Cause;
import counterfoil.protocol.stock.ImportOrigin;
import counterfoil.protocol.stock.Question;
import counterfoil.protocol.stock.StockCommand;
import counterfoil.protocol.stock.StockOutcome;
import counterfoil.protocol.stock.StockView;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorRef;

/**
 * Imports, which may be longer than one command. The whole body is judged first; then its parts are sent one after
 * another under identities of their own, so that a repeat of the request repeats each part and none takes effect twice.
 */
final class StockImports {
    private final ApiContext context;
    private final Ask ask;
    private final InstrumentPath instruments;

    StockImports(ApiContext context, Ask ask, InstrumentPath instruments) {
        this.context = context;
        this.ask = ask;
        this.instruments = instruments;
    }

    CompletionStage<Answer> bars(Call call) {
        ask.requireWritable();
        boolean csv = AdminBody.isCsv(call);
        String timeframe = call.query().get("timeframe");
        String source = call.query().get("source");
        if (!csv && (timeframe != null || source != null)) {
            String name = timeframe != null ? "timeframe" : "source";
            throw Problems.invalidParameter(name, call.query().get(name), "stands in the body when that is JSON")
                    .refuse();
        }
        Deadline deadline = Deadline.in(context.settings().importDeadline());
        return call.body().bytes(deadline).thenCompose(body -> {
            BarsBody parsed = csv ? BarsBody.csv(body, timeframe, source) : BarsBody.json(body);
            Idempotency identity = Idempotency.of(call, body);
            List<Bars> parts = parts(parsed.bars());
            int count = parts.size() + (parsed.stated().isEmpty() ? 0 : 1);
            Instant receivedAt = context.clock().instant();
            return send(call, identity, deadline, count, (n, to) -> part(identity, parsed, parts, n, receivedAt, to))
                    .thenApply(done -> answer(call, done, sumOfBars(done.subList(0, parts.size()))));
        });
    }

    /** Part {@code n} of an import of bars; behind the bars comes what the source says of its own adjustment. */
    private StockCommand part(
            Idempotency identity,
            BarsBody body,
            List<Bars> parts,
            int n,
            Instant receivedAt,
            ActorRef<StockView> replyTo) {
        boolean isBars = n < parts.size();
        int rows = isBars ? parts.get(n).size() : body.stated().size();
        ImportOrigin origin = origin(identity, body.source(), receivedAt, body.sha256(), rows);
        Cause cause = identity.partCause(context.clock(), n);
        return isBars
                ? new StockCommand.RecordBars(body.timeframe(), parts.get(n), origin, cause, replyTo)
                : new StockCommand.StateAdjustments(body.stated(), origin, cause, replyTo);
    }

    CompletionStage<Answer> corporateActions(Call call) {
        ask.requireWritable();
        Deadline deadline = Deadline.in(context.settings().importDeadline());
        return AdminBody.json(call).thenCompose(body -> {
            CorporateActionsBody parsed = CorporateActionsBody.parse(body);
            Idempotency identity = Idempotency.of(call, body);
            List<List<CorporateAction>> parts = partsOf(parsed.actions());
            Instant receivedAt = context.clock().instant();
            return send(
                            call,
                            identity,
                            deadline,
                            parts.size(),
                            (n, to) -> new StockCommand.RecordCorporateActions(
                                    parts.get(n),
                                    origin(
                                            identity,
                                            parsed.source(),
                                            receivedAt,
                                            parsed.sha256(),
                                            parts.get(n).size()),
                                    identity.partCause(context.clock(), n),
                                    to))
                    .thenApply(done -> answer(call, done, sumOfActions(done)));
        });
    }

    private static ImportOrigin origin(
            Idempotency identity, String source, Instant receivedAt, String sha256, int rows) {
        return new ImportOrigin(identity.importId(), source, receivedAt, sha256, rows);
    }

    private static List<Bars> parts(Bars bars) {
        List<Bars> parts = new ArrayList<>();
        for (int from = 0; from < bars.size(); from += StockCommand.MAX_BARS) {
            parts.add(bars.slice(from, Math.min(from + StockCommand.MAX_BARS, bars.size())));
        }
        return parts;
    }

    private static List<List<CorporateAction>> partsOf(List<CorporateAction> actions) {
        List<List<CorporateAction>> parts = new ArrayList<>();
        for (int from = 0; from < actions.size(); from += StockCommand.MAX_ACTIONS) {
            parts.add(actions.subList(from, Math.min(from + StockCommand.MAX_ACTIONS, actions.size())));
        }
        return parts;
    }

    private CompletionStage<List<StockView.Done>> send(
            Call call, Idempotency identity, Deadline deadline, int count, ImportParts.Part part) {
        ImportParts parts = new ImportParts(ask, identity.importId(), deadline, count, part);
        return instruments.resolve(call.path().getFirst(), Times.NOW, deadline).thenCompose(parts::sendTo);
    }

    private Answer answer(Call call, List<StockView.Done> done, StockOutcome sum) {
        LocalDate today = LocalDate.ofInstant(context.clock().instant(), ZoneOffset.UTC);
        boolean replayed = done.stream().allMatch(StockView.Done::replayed);
        return AdminBody.replayed(call, replayed, Answer.json(200, OutcomeJson.outcome(sum, today)));
    }

    private static StockOutcome sumOfBars(List<StockView.Done> done) {
        StockOutcome.BarsTaken sum = null;
        List<Question> questioned = new ArrayList<>();
        for (StockView.Done part : done) {
            if (!(part.outcome() instanceof StockOutcome.BarsTaken taken)) {
                throw new IllegalStateException("a stock answered bars with " + part.outcome());
            }
            questioned.addAll(taken.questioned());
            sum = sum == null ? taken : sum(sum, taken);
        }
        if (sum == null) {
            throw new IllegalStateException("an import without bars");
        }
        return new StockOutcome.BarsTaken(
                sum.importId(),
                sum.timeframe(),
                sum.received(),
                sum.recorded(),
                sum.unchanged(),
                sum.corrected(),
                questioned);
    }

    private static StockOutcome.BarsTaken sum(StockOutcome.BarsTaken one, StockOutcome.BarsTaken other) {
        return new StockOutcome.BarsTaken(
                one.importId(),
                one.timeframe(),
                one.received() + other.received(),
                one.recorded() + other.recorded(),
                one.unchanged() + other.unchanged(),
                one.corrected() + other.corrected(),
                List.of());
    }

    private static StockOutcome sumOfActions(List<StockView.Done> done) {
        StockOutcome.ActionsTaken sum = null;
        for (StockView.Done part : done) {
            if (!(part.outcome() instanceof StockOutcome.ActionsTaken taken)) {
                throw new IllegalStateException("a stock answered corporate actions with " + part.outcome());
            }
            sum = sum == null
                    ? taken
                    : new StockOutcome.ActionsTaken(
                            sum.importId(),
                            sum.received() + taken.received(),
                            sum.recorded() + taken.recorded(),
                            sum.unchanged() + taken.unchanged(),
                            sum.explained() + taken.explained());
        }
        if (sum == null) {
            throw new IllegalStateException("an import without corporate actions");
        }
        return sum;
    }
}
