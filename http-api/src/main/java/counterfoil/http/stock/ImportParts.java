package counterfoil.http.stock;

import counterfoil.http.Ask;
import counterfoil.http.Deadline;
import counterfoil.http.Problem;
import counterfoil.http.Problems;
import counterfoil.protocol.stock.StockCommand;
import counterfoil.protocol.stock.StockKey;
import counterfoil.protocol.stock.StockView;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorRef;

/**
 * Sends the parts of one import to its stock, each after the one before is durable. What goes wrong after the first part
 * is answered by what it means for the whole: no 503 may say that nothing was done, and a refusal says what stands.
 */
final class ImportParts {
    private final Ask ask;
    private final String importId;
    private final Deadline deadline;
    private final int count;
    private final Part part;

    /** The command that part {@code n}, from 0, is. */
    @FunctionalInterface
    interface Part {
        StockCommand command(int n, ActorRef<StockView> replyTo);
    }

    ImportParts(Ask ask, String importId, Deadline deadline, int count, Part part) {
        this.ask = ask;
        this.importId = importId;
        this.deadline = deadline;
        this.count = count;
        this.part = part;
    }

    /** What the stock did with each part, in their order. */
    CompletionStage<List<StockView.Done>> sendTo(String instrumentId) {
        return next(instrumentId, new ArrayList<>());
    }

    private CompletionStage<List<StockView.Done>> next(String instrumentId, List<StockView.Done> done) {
        int n = done.size();
        if (n == count) {
            return CompletableFuture.completedFuture(done);
        }
        return ask.<StockCommand, StockView>write(StockKey.TYPE, instrumentId, deadline, to -> part.command(n, to))
                .thenApply(view -> StockViews.expect(StockView.Done.class, view))
                .exceptionallyCompose(failure -> CompletableFuture.failedFuture(n == 0 ? failure : inMidst(failure)))
                .thenCompose(answer -> {
                    done.add(answer);
                    return next(instrumentId, done);
                });
    }

    private Throwable inMidst(Throwable failure) {
        return Problem.within(failure)
                .<Throwable>map(
                        problem -> (problem.status() == 503 ? Problems.outcomeUnknown() : standing(problem)).refuse())
                .orElse(failure);
    }

    private Problem standing(Problem problem) {
        String before = "; the parts before it are recorded as import " + importId;
        return new Problem(
                problem.status(), problem.code(), problem.title(), problem.detail() + before, problem.errors());
    }
}
