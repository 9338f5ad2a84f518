package counterfoil.node.command;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One result of a checkup.
 *
 * @param subject what was looked at
 * @param verdict how it is
 * @param detail what was found, and what to do where it is not well
 */
record Finding(String subject, Verdict verdict, String detail) {
    /** How something is. */
    enum Verdict {
        OK,
        WARNING,
        FAILED;

        @JsonValue
        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Finding ok(String subject, String detail) {
        return new Finding(subject, Verdict.OK, detail);
    }

    static Finding warning(String subject, String detail) {
        return new Finding(subject, Verdict.WARNING, detail);
    }

    static Finding failed(String subject, @Nullable String detail) {
        return new Finding(subject, Verdict.FAILED, String.valueOf(detail));
    }
}
