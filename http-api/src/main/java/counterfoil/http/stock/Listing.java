package counterfoil.http.stock;

import counterfoil.http.AdminBody;
import counterfoil.http.Answer;
import counterfoil.http.ApiContext;
import counterfoil.http.Ask;
import counterfoil.http.Call;
import counterfoil.http.EntityTag;
import counterfoil.http.Idempotency;
import counterfoil.market.Identifier;
import counterfoil.market.Instrument;
import counterfoil.protocol.Cause;
import counterfoil.protocol.Refusal;
import counterfoil.protocol.stock.StockCommand;
import counterfoil.protocol.stock.StockKey;
import counterfoil.protocol.stock.StockOutcome;
import counterfoil.protocol.stock.StockView;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Lists an instrument. A new one gets an id from the command's identity. Where an identifier is taken already, its holder
 * is told the same: if it is just this instrument, that is the answer, and if it has other details, those are named.
 */
final class Listing {
    private final ApiContext context;
    private final Ask ask;

    Listing(ApiContext context, Ask ask) {
        this.context = context;
        this.ask = ask;
    }

    CompletionStage<Answer> answer(Call call) {
        ask.requireWritable();
        return AdminBody.json(call).thenCompose(body -> {
            Instrument instrument = InstrumentBody.listing(body);
            Idempotency identity = Idempotency.of(call, body);
            Cause cause = identity.cause(context.clock(), null);
            return list(call, identity.createdId(), instrument, cause)
                    .thenCompose(view -> view instanceof StockView.Refused refused
                                    && refused.refusal() instanceof Refusal.IdentifierTaken taken
                            ? askHolder(call, taken, instrument, cause)
                            : CompletableFuture.completedFuture(view))
                    .thenApply(view -> listed(call, StockViews.expect(StockView.Done.class, view)));
        });
    }

    private CompletionStage<StockView> list(Call call, String id, Instrument instrument, Cause cause) {
        return ask.write(
                StockKey.TYPE, id, call.deadline(), to -> new StockCommand.ListInstrument(instrument, cause, to));
    }

    private CompletionStage<StockView> askHolder(
            Call call, Refusal.IdentifierTaken taken, Instrument instrument, Cause cause) {
        return list(call, taken.heldBy(), instrument, cause).thenApply(view -> {
            boolean isTicker = taken.identifier().scheme() == Identifier.Scheme.TICKER;
            return view instanceof StockView.Done || (isTicker && differs(view)) ? view : new StockView.Refused(taken);
        });
    }

    private static boolean differs(StockView view) {
        return view instanceof StockView.Refused refused && refused.refusal() instanceof Refusal.InstrumentDiffers;
    }

    private Answer listed(Call call, StockView.Done done) {
        if (!(done.outcome() instanceof StockOutcome.InstrumentKept kept)) {
            throw new IllegalStateException("a stock answered a listing with " + done.outcome());
        }
        LocalDate today = LocalDate.ofInstant(context.clock().instant(), ZoneOffset.UTC);
        Answer answer = Answer.json(kept.created() ? 201 : 200, OutcomeJson.outcome(kept, today))
                .withHeader("Location", "/api/v1/stocks/" + kept.instrumentId())
                .withHeader(
                        "ETag",
                        EntityTag.of(kept.instrumentId(), done.sequenceNumber()).text());
        return AdminBody.replayed(call, done.replayed(), answer);
    }
}
