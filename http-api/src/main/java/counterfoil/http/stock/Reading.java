package counterfoil.http.stock;

import counterfoil.http.ApiContext;
import counterfoil.http.Ask;
import counterfoil.http.Deadline;
import counterfoil.http.Problems;
import counterfoil.protocol.Refusal;
import counterfoil.protocol.stock.StockCommand;
import counterfoil.protocol.stock.StockKey;
import counterfoil.protocol.stock.StockView;
import java.time.Instant;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorRef;
import org.jspecify.annotations.Nullable;

/** Reads of a stock: of the live one, or of what it was known to be at an instant. */
final class Reading {
    private final ApiContext context;
    private final Ask ask;
    private final InstrumentPath instruments;

    Reading(ApiContext context, Ask ask) {
        this.context = context;
        this.ask = ask;
        this.instruments = new InstrumentPath(ask, context);
    }

    /** A read that waits for who will hear its answer. */
    @FunctionalInterface
    interface ReadTo {
        StockCommand.Read replyingTo(ActorRef<StockView> replyTo);
    }

    /** The answer of the stock that a text names; the name too is looked up as it was known. */
    CompletionStage<StockView> read(String instrument, Times times, Deadline deadline, ReadTo read) {
        return instruments
                .resolve(instrument, times, deadline)
                .thenCompose(id -> ask(instrument, id, times.knownAt(), deadline, read));
    }

    private CompletionStage<StockView> ask(
            String instrument, String id, @Nullable Instant knownAt, Deadline deadline, ReadTo read) {
        if (knownAt == null) {
            return ask.<StockCommand, StockView>read(StockKey.TYPE, id, deadline, read::replyingTo);
        }
        return context.replays()
                .stock(id, read.replyingTo(context.system().ignoreRef()), knownAt, deadline)
                .thenApply(view -> {
                    if (view instanceof StockView.Refused refused
                            && refused.refusal() instanceof Refusal.UnknownInstrument) {
                        throw Problems.unknownInstrument(instrument, knownAt).refuse();
                    }
                    return view;
                });
    }
}
