package counterfoil.http.stock;

import counterfoil.http.Access;
import counterfoil.http.AdminBody;
import counterfoil.http.Answer;
import counterfoil.http.ApiContext;
import counterfoil.http.Ask;
import counterfoil.http.Call;
import counterfoil.http.EntityTag;
import counterfoil.http.Idempotency;
import counterfoil.http.Reasons;
import counterfoil.http.RefusalProblem;
import counterfoil.http.Route;
import counterfoil.protocol.Cause;
import counterfoil.protocol.stock.QuestionFilter;
import counterfoil.protocol.stock.StockCommand;
import counterfoil.protocol.stock.StockKey;
import counterfoil.protocol.stock.StockOutcome;
import counterfoil.protocol.stock.StockView;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorRef;

/** What an operator tells a stock. Bodies are read and judged whole before anything is asked. */
public final class AdminStockRoutes {
    private static final String STOCKS = "/api/v1/admin/stocks";
    private static final String STOCK = STOCKS + "/{instrument}";

    private final ApiContext context;
    private final Ask ask;
    private final InstrumentPath instruments;
    private final Listing listing;
    private final StockImports imports;
    private final Reasons reasons;

    /** Routes that ask the stocks of this context. */
    public AdminStockRoutes(ApiContext context, Ask ask) {
        this.context = context;
        this.ask = ask;
        this.instruments = new InstrumentPath(ask, context);
        this.listing = new Listing(context, ask);
        this.imports = new StockImports(context, ask, instruments);
        this.reasons = new Reasons(context);
    }

    /** The routes. */
    public List<Route> routes() {
        return List.of(
                post(STOCKS, Set.of(), listing::answer),
                new Route("PATCH", STOCK, Access.ADMIN_TOKEN, Set.of(), this::change),
                post(STOCK + "/delist", Set.of(), this::delist),
                post(STOCK + "/bars", Set.of("timeframe", "source"), imports::bars),
                post(STOCK + "/corporate-actions", Set.of(), imports::corporateActions),
                post(STOCK + "/questions", Set.of(), this::judgeMany),
                post(STOCK + "/questions/{question}/accept", Set.of(), call -> judge(call, true)),
                post(STOCK + "/questions/{question}/reject", Set.of(), call -> judge(call, false)),
                post(STOCK + "/imports/{import}/withdraw", Set.of(), this::withdraw));
    }

    private static Route post(String path, Set<String> parameters, Route.Handler handler) {
        return new Route("POST", path, Access.ADMIN_TOKEN, parameters, handler);
    }

    private CompletionStage<Answer> change(Call call) {
        ask.requireWritable();
        return AdminBody.json(call).thenCompose(body -> {
            InstrumentBody.Change change = InstrumentBody.change(body);
            Idempotency identity = Idempotency.of(call, body);
            return instrument(call).thenCompose(id -> {
                Long ifSequence = EntityTag.sequenceAskedFor(call, id);
                return write(
                        call,
                        id,
                        to -> new StockCommand.ChangeInstrument(
                                change.name(),
                                change.sector(),
                                change.identifiers(),
                                ifSequence,
                                identity.cause(context.clock(), null),
                                to));
            });
        });
    }

    private CompletionStage<Answer> delist(Call call) {
        ask.requireWritable();
        return AdminBody.json(call).thenCompose(body -> {
            InstrumentBody.Delisting delisting = InstrumentBody.delisting(body);
            Idempotency identity = Idempotency.of(call, body);
            return reasons.cause(identity, delisting.reason())
                    .thenCompose(cause -> instrument(call)
                            .thenCompose(id -> write(
                                    call, id, to -> new StockCommand.DelistInstrument(delisting.on(), cause, to))));
        });
    }

    private CompletionStage<Answer> judge(Call call, boolean accept) {
        ask.requireWritable();
        long question = question(call.path().get(1));
        return AdminBody.optionalJson(call).thenCompose(body -> {
            String reason = InstrumentBody.reason(body);
            Idempotency identity = Idempotency.of(call, body);
            return reasons.cause(identity, reason)
                    .thenCompose(cause -> instrument(call)
                            .thenCompose(id -> write(
                                    call, id, to -> new StockCommand.JudgeQuestion(question, accept, cause, to))));
        });
    }

    private CompletionStage<Answer> judgeMany(Call call) {
        ask.requireWritable();
        return AdminBody.json(call).thenCompose(body -> {
            QuestionsBody asked = QuestionsBody.parse(body);
            Idempotency identity = Idempotency.of(call, body);
            return reasons.cause(identity, asked.reason())
                    .thenCompose(cause -> instrument(call)
                            .thenCompose(id -> done(call, id, to -> command(asked, cause, to))
                                    .thenApply(done -> settled(call, done))));
        });
    }

    private static StockCommand command(QuestionsBody asked, Cause cause, ActorRef<StockView> replyTo) {
        QuestionFilter filter = asked.matching();
        return filter == null
                ? new StockCommand.JudgeQuestions(asked.accept(), asked.reject(), cause, replyTo)
                : new StockCommand.JudgeMatching(filter, asked.acceptMatching(), cause, replyTo);
    }

    private static Answer settled(Call call, StockView.Done done) {
        if (!(done.outcome() instanceof StockOutcome.QuestionsJudged judged)) {
            throw new IllegalStateException("a stock answered judgements with " + done.outcome());
        }
        return AdminBody.replayed(call, done.replayed(), Answer.json(200, OutcomeJson.settled(judged)));
    }

    /** A command that waits for who will hear its answer. */
    @FunctionalInterface
    private interface CommandTo {
        StockCommand replyingTo(ActorRef<StockView> replyTo);
    }

    private static long question(String text) {
        if (!text.isEmpty() && text.length() <= 18 && text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return Long.parseLong(text);
        }
        throw RefusalProblem.unknownQuestion("a question is a number from 1").refuse();
    }

    private CompletionStage<Answer> withdraw(Call call) {
        ask.requireWritable();
        String importId = call.path().get(1);
        if (!importId.matches("[A-Za-z0-9._:-]{1,64}")) {
            throw RefusalProblem.unknownImport(importId).refuse();
        }
        return AdminBody.optionalJson(call).thenCompose(body -> {
            String reason = InstrumentBody.reason(body);
            Idempotency identity = Idempotency.of(call, body);
            return reasons.cause(identity, reason)
                    .thenCompose(cause -> instrument(call)
                            .thenCompose(
                                    id -> write(call, id, to -> new StockCommand.WithdrawImport(importId, cause, to))));
        });
    }

    private CompletionStage<String> instrument(Call call) {
        return instruments.resolve(call.path().getFirst(), Times.NOW, call.deadline());
    }

    private CompletionStage<StockView.Done> done(Call call, String instrumentId, CommandTo command) {
        return ask.<StockCommand, StockView>write(StockKey.TYPE, instrumentId, call.deadline(), command::replyingTo)
                .thenApply(view -> StockViews.expect(StockView.Done.class, view));
    }

    private CompletionStage<Answer> write(Call call, String instrumentId, CommandTo command) {
        return done(call, instrumentId, command).thenApply(done -> {
            LocalDate today = LocalDate.ofInstant(context.clock().instant(), ZoneOffset.UTC);
            Answer answer = AdminBody.replayed(
                    call, done.replayed(), Answer.json(200, OutcomeJson.outcome(done.outcome(), today)));
            return done.outcome() instanceof StockOutcome.InstrumentKept
                    ? answer.withHeader(
                            "ETag",
                            EntityTag.of(instrumentId, done.sequenceNumber()).text())
                    : answer;
        });
    }
}
