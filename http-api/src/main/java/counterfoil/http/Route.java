package counterfoil.http;

import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * One operation of the contract.
 *
 * @param method {@code GET}, {@code POST}, {@code PATCH} or {@code DELETE}
 * @param template its path with parameters in braces, such as {@code /api/v1/stocks/{instrument}/price}; a last one that
 *     ends with {@value #TAIL} takes the rest of the path, slashes included
 * @param access who may use it
 * @param parameters the query parameters it knows; any other is refused
 * @param handler what it does
 */
public record Route(String method, String template, Access access, Set<String> parameters, Handler handler) {
    /** How a template ends whose last parameter takes the rest of the path. */
    static final String TAIL = "…}";

    /** Copies the parameters in. */
    public Route {
        parameters = Set.copyOf(parameters);
    }

    /** What an operation does with a call. */
    @FunctionalInterface
    public interface Handler {
        /**
         * Answers the call.
         *
         * @throws Problem.Refused if it is not done, thrown or as the stage's failure
         */
        CompletionStage<Answer> handle(Call call);
    }
}
