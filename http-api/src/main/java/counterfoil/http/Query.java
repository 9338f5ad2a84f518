package counterfoil.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The parameters of a URL, each known and given once. */
public final class Query {
    /** No parameters. */
    public static final Query EMPTY = new Query(Map.of());

    /** Most elements of a page of a list. */
    public static final int MAX_LIMIT = 1_000;

    /** Elements of a page when the client does not say. */
    public static final int DEFAULT_LIMIT = 100;

    private final Map<String, String> values;

    private Query(Map<String, String> values) {
        this.values = values;
    }

    /**
     * Reads what stands after the question mark.
     *
     * @throws Problem.Refused with 400 for malformed encoding, 422 for a parameter that is not known or given twice
     */
    static Query parse(String raw, Set<String> known) {
        Map<String, String> values = new LinkedHashMap<>();
        List<Problem.FieldError> errors = new ArrayList<>();
        for (String pair : raw.split("&", -1)) {
            if (pair.isEmpty()) {
                continue;
            }
            int equals = pair.indexOf('=');
            String name = decode(equals < 0 ? pair : pair.substring(0, equals));
            String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
            if (!known.contains(name)) {
                errors.add(new Problem.FieldError(Problems.shorten(name), "not known here"));
            } else if (values.put(name, value) != null) {
                errors.add(new Problem.FieldError(name, "given twice"));
            }
        }
        if (!errors.isEmpty()) {
            String allowed = known.isEmpty()
                    ? "no parameters are known here"
                    : "known here: " + String.join(", ", known.stream().sorted().toList());
            throw new Problem(
                            422, "unknown-parameter", "A query parameter is not known, or given twice", allowed, errors)
                    .refuse();
        }
        return new Query(values);
    }

    private static String decode(String text) {
        if (text.indexOf('%') < 0) {
            return text.replace('+', ' ');
        }
        byte[] bytes = new byte[text.length() * 3];
        int length = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '%') {
                bytes[length++] = (byte) ((hexDigit(text, i + 1) << 4) | hexDigit(text, i + 2));
                i += 2;
            } else if (c < 0x80) {
                bytes[length++] = (byte) (c == '+' ? ' ' : c);
            } else {
                throw malformed();
            }
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, 0, length))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            throw malformed();
        }
    }

    private static int hexDigit(String text, int at) {
        int digit = at < text.length() ? Character.digit(text.charAt(at), 16) : -1;
        if (digit < 0) {
            throw malformed();
        }
        return digit;
    }

    private static Problem.Refused malformed() {
        return Problem.of(400, "malformed-query", "The query is not percent-encoded UTF-8", null)
                .refuse();
    }

    /** The value of a parameter; null when it is not given. */
    public @Nullable String get(String name) {
        return values.get(name);
    }

    /**
     * The date of a parameter, {@code YYYY-MM-DD} of the years 1900 to 2200; null when it is not given.
     *
     * @throws Problem.Refused with 422 if it is none
     */
    public @Nullable LocalDate date(String name) {
        String text = values.get(name);
        return text == null ? null : parseDate(name, text);
    }

    /**
     * The instant of the parameter {@code known_at}; null when it is not given. A date means the end of that day in UTC.
     *
     * @throws Problem.Refused with 422 if it is none, or if it lies in the future: what will be known then is not known
     */
    public @Nullable Instant knownAt(InstantSource clock) {
        String text = values.get("known_at");
        if (text == null) {
            return null;
        }
        Instant knownAt;
        try {
            knownAt = IsoTime.knownAt(text);
        } catch (IllegalArgumentException refused) {
            throw Problems.invalidParameter(
                            "known_at", text, "must be an instant such as 2024-01-31T09:30:00Z, or a date")
                    .refuse();
        }
        if (knownAt.isAfter(clock.instant())) {
            throw Problems.knownAtInFuture(knownAt).refuse();
        }
        return knownAt;
    }

    /**
     * The date that a text stands for.
     *
     * @throws Problem.Refused with 422 naming the parameter if it is none
     */
    public static LocalDate parseDate(String name, String text) {
        try {
            return IsoTime.date(text);
        } catch (IllegalArgumentException refused) {
            throw Problems.invalidParameter(name, text, "must be a date such as 2024-01-31, of the years 1900 to 2200")
                    .refuse();
        }
    }

    /**
     * The page size of the parameter {@code limit}, 100 when it is not given.
     *
     * @throws Problem.Refused with 422 if it is not a number of 1 to 1,000
     */
    public int limit() {
        String text = values.get("limit");
        if (text == null) {
            return DEFAULT_LIMIT;
        }
        if (!text.isEmpty() && text.length() <= 4 && text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            int limit = Integer.parseInt(text);
            if (limit >= 1 && limit <= MAX_LIMIT) {
                return limit;
            }
        }
        throw Problems.invalidParameter("limit", text, "must be a number of 1 to " + MAX_LIMIT)
                .refuse();
    }

    /** The parameters as given, by name. */
    Map<String, String> values() {
        return values;
    }
}
