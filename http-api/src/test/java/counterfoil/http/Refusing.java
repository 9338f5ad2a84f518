package counterfoil.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import counterfoil.http.Problem.FieldError;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What tests of bodies share: the problem that a body is refused with, and what every problem must keep to. */
public final class Refusing {
    private Refusing() {}

    /** The problem that the call is refused with; any other outcome fails the test. */
    public static Problem problemOf(ThrowingCallable call) {
        Problem.Refused refused = catchThrowableOfType(Problem.Refused.class, call);
        assertThat(refused).as("refused").isNotNull();
        Problem problem = refused.problem();
        assertThat(problem.errors()).isNotEmpty().hasSizeLessThanOrEqualTo(Problem.MAX_ERRORS);
        assertThat(problem.toString())
                .doesNotContainPattern("java[.x]|jackson|[A-Za-z]Exception|com\\.|org\\.|counterfoil\\.|Reader|Parser");
        return problem;
    }

    /** The field errors as {@code pointer: message}. */
    public static List<String> errorsOf(ThrowingCallable call) {
        Problem problem = problemOf(call);
        assertThat(problem.status()).isEqualTo(422);
        return problem.errors().stream().map(Refusing::text).toList();
    }

    /** The pointers of the field errors. */
    public static List<String> pointersOf(ThrowingCallable call) {
        return problemOf(call).errors().stream().map(FieldError::pointer).toList();
    }

    /** The text in UTF-8. */
    public static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(FieldError error) {
        return error.pointer() + ": " + error.message();
    }
}
