package counterfoil.http;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Why a request was not done, as RFC 9457 tells it. The {@code code} is stable and listed in the error catalogue; the
 * title and detail are for people. Never a class name, SQL, stack or path.
 *
 * @param status HTTP status, 400 to 599
 * @param code stable code in kebab case, such as {@code unknown-instrument}
 * @param title what it means in general
 * @param detail what it means here; null when the title says it all
 * @param errors the faults of single fields; empty when there are none
 */
public record Problem(
        int status, String code, String title, @Nullable String detail, List<FieldError> errors) {
    /** Most field errors in one answer. */
    public static final int MAX_ERRORS = 20;

    /**
     * The fault of one field.
     *
     * @param pointer where: a JSON pointer such as {@code /bars/3/o}, {@code line 12, column 3} for CSV or malformed
     *     JSON, or the name of a query parameter
     * @param message what is wrong, with the bad value and what is allowed
     */
    public record FieldError(String pointer, String message) {}

    /** Keeps the first {@link #MAX_ERRORS} errors. */
    public Problem {
        errors = List.copyOf(errors.subList(0, Math.min(errors.size(), MAX_ERRORS)));
    }

    /** A problem without field errors. */
    public static Problem of(int status, String code, String title, @Nullable String detail) {
        return new Problem(status, code, title, detail, List.of());
    }

    /** The exception that carries this problem to the place that answers. */
    public Refused refuse() {
        return new Refused(this);
    }

    /** The problem that a failure carries, whatever wraps it; empty when it carries none. */
    public static Optional<Problem> within(Throwable failure) {
        return Failures.unwrap(failure) instanceof Refused refused ? Optional.of(refused.problem()) : Optional.empty();
    }

    /** Carries a problem from where it is found to the one place that answers it; without a stack trace. */
    public static final class Refused extends RuntimeException {
        private final transient Problem problem;

        private Refused(Problem problem) {
            super(problem.code() + ": " + problem.title(), null, false, false);
            this.problem = problem;
        }

        /** What to answer. */
        public Problem problem() {
            return problem;
        }
    }
}
