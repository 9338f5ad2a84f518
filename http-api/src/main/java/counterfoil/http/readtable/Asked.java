package counterfoil.http.readtable;

import counterfoil.http.ApiContext;
import counterfoil.http.Call;
import counterfoil.http.Failures;
import counterfoil.http.Problems;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads parameters, and asks the read tables so that every failure of the database has its problem. */
final class Asked {
    private static final String CANCELLED = "57014";

    private Asked() {}

    /** Asks, unless the database is away. */
    static <T> CompletionStage<T> of(ApiContext context, Supplier<CompletionStage<T>> question) {
        if (!context.gate().isUp()) {
            return CompletableFuture.failedFuture(Problems.databaseUnavailable().refuse());
        }
        return question.get()
                .exceptionallyCompose(failure -> CompletableFuture.failedFuture(problem(Failures.unwrap(failure))));
    }

    private static Throwable problem(Throwable failure) {
        if (failure instanceof RejectedExecutionException || failure instanceof SQLTimeoutException) {
            return Problems.deadlineExceeded().refuse();
        }
        if (failure instanceof SQLException sql) {
            return CANCELLED.equals(sql.getSQLState())
                    ? Problems.deadlineExceeded().refuse()
                    : isAway(sql) ? Problems.databaseUnavailable().refuse() : sql;
        }
        return failure;
    }

    /** Connection exceptions (08), operator intervention (57) and no resources (53); or none in the pool (no state). */
    private static boolean isAway(SQLException failure) {
        String state = failure.getSQLState();
        return state == null || state.startsWith("08") || state.startsWith("57") || state.startsWith("53");
    }

    /** The text of a parameter, without spaces around it; null when it is not given. */
    static @Nullable String text(Call call, String name, int most) {
        String text = call.query().get(name);
        if (text == null) {
            return null;
        }
        String stripped = text.strip();
        if (stripped.isEmpty() || stripped.length() > most || stripped.indexOf('\0') >= 0) {
            throw Problems.invalidParameter(name, text, "must have 1 to " + most + " characters")
                    .refuse();
        }
        return stripped;
    }
}
