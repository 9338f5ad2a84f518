package counterfoil.persistence.query;

import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * What is asked of the database; whoever asks waits.
 *
 * @param <T> the answer
 */
@FunctionalInterface
public interface DatabaseQuestion<T> {
    /** Asks and waits. */
    T ask() throws SQLException;

    /**
     * Asks on threads that may wait.
     *
     * @return the answer; fails with what {@link #ask} threw, an {@link SQLException} as the cause of a
     *     {@link CompletionException}, or at once with {@link RejectedExecutionException} when the threads take no more
     */
    default CompletableFuture<T> askOn(Executor threads) {
        try {
            return CompletableFuture.supplyAsync(
                    () -> {
                        try {
                            return ask();
                        } catch (SQLException failure) {
                            throw new CompletionException(failure);
                        }
                    },
                    threads);
        } catch (RejectedExecutionException full) {
            return CompletableFuture.failedFuture(full);
        }
    }
}
