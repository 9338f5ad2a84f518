package counterfoil.http;

import counterfoil.http.Problem.FieldError;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The faults of a well-formed body, gathered so that one answer names them all: 422 {@code invalid-body}. At the
 * {@value Problem#MAX_ERRORS}th the body is refused without reading on, which bounds the work that a hostile body
 * makes.
 */
public final class Faults {
    /** Code of the problem. */
    public static final String CODE = "invalid-body";

    private static final int MAX_MESSAGE = 500;
    private static final int MAX_SHOWN = 60;

    private final List<FieldError> errors = new ArrayList<>();

    /** Adds a fault; refuses when there are enough of them. */
    public void add(String pointer, String message) {
        errors.add(new FieldError(pointer, cut(message, MAX_MESSAGE)));
        if (errors.size() >= Problem.MAX_ERRORS) {
            refuseIfAny();
        }
    }

    /** What the maker makes; empty, and a fault, where it refuses with {@link IllegalArgumentException}. */
    public <T> Optional<T> make(String pointer, Supplier<? extends T> maker) {
        try {
            return Optional.of(maker.get());
        } catch (IllegalArgumentException refused) {
            String message = refused.getMessage();
            add(pointer, message == null ? "not allowed" : message);
            return Optional.empty();
        }
    }

    /** Whether there is none so far. */
    public boolean isEmpty() {
        return errors.isEmpty();
    }

    /** Refuses the body if there is a fault. */
    public void refuseIfAny() {
        if (!errors.isEmpty()) {
            FieldError first = errors.getFirst();
            throw new Problem(
                            422,
                            CODE,
                            "The body does not have the form that is asked for",
                            first.pointer() + ": " + first.message(),
                            errors)
                    .refuse();
        }
    }

    /** The refusal of a body that passes a limit: 422 {@code limit-exceeded}, with the limit named. */
    public static Problem.Refused limit(String pointer, String message) {
        return new Problem(
                        422,
                        "limit-exceeded",
                        "The body passes a limit",
                        message,
                        List.of(new FieldError(pointer, message)))
                .refuse();
    }

    /** A value as a message shows it: in quotes and, if it is long, cut. */
    public static String shown(String value) {
        return '"' + cut(value, MAX_SHOWN) + '"';
    }

    private static String cut(String text, int max) {
        if (text.length() <= max) {
            return text;
        }
        // A surrogate pair is not cut in two: half of one cannot be written.
        int end = Character.isHighSurrogate(text.charAt(max - 1)) ? max - 1 : max;
        return text.substring(0, end) + "…";
    }
}
