package counterfoil.http;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a field must hold and what becomes of it. A value of another form is a fault at its pointer that says what was
 * expected, and is read as nothing.
 *
 * @param <T> what becomes of it
 */
@FunctionalInterface
public interface JsonShape<T> {
    /** The value; empty after a fault. */
    Optional<T> read(JsonValue value, String pointer, Faults faults);

    /** Any string but one with control characters (U+0000 to U+001F, U+007F to U+009F); kept verbatim. */
    JsonShape<String> TEXT = (value, pointer, faults) -> {
        if (!(value instanceof JsonValue.Text text)) {
            return wrong("a text", value, pointer, faults);
        }
        if (text.value().chars().anyMatch(Character::isISOControl)) {
            faults.add(pointer, "control characters (U+0000 to U+001F, U+007F to U+009F) are not allowed");
            return Optional.empty();
        }
        return Optional.of(text.value());
    };

    /** A string of lines, that is without other control characters than the line feed; kept verbatim. */
    JsonShape<String> LINES = (value, pointer, faults) -> {
        if (!(value instanceof JsonValue.Text text)) {
            return wrong("a text", value, pointer, faults);
        }
        if (text.value().chars().anyMatch(c -> Character.isISOControl(c) && c != '\n')) {
            faults.add(pointer, "control characters other than the line feed are not allowed");
            return Optional.empty();
        }
        return Optional.of(text.value());
    };

    /** A date in a string, {@code YYYY-MM-DD}. */
    JsonShape<LocalDate> DATE = TEXT.to(IsoTime::date);

    /** A whole number of 32 bits, written without fraction or exponent. */
    JsonShape<Integer> INTEGER = (value, pointer, faults) -> {
        if (value instanceof JsonValue.Digits number && number.integral()) {
            try {
                return Optional.of(Integer.parseInt(number.digits()));
            } catch (NumberFormatException tooLarge) {
                faults.add(pointer, "a whole number out of range: " + number.digits());
                return Optional.empty();
            }
        }
        return wrong("a whole number without fraction or exponent", value, pointer, faults);
    };

    /** True or false. */
    JsonShape<Boolean> FLAG = (value, pointer, faults) -> value instanceof JsonValue.Flag flag
            ? Optional.of(flag.value())
            : wrong("true or false", value, pointer, faults);

    /** An object, to be read field by field. */
    JsonShape<JsonObject> OBJECT = (value, pointer, faults) -> value instanceof JsonValue.Fields fields
            ? Optional.of(new JsonObject(fields, pointer, faults))
            : wrong("an object", value, pointer, faults);

    /** A list of 1 to {@code max} values of one shape; those with a fault are left out. */
    static <T> JsonShape<List<T>> listOf(JsonShape<T> shape, int max) {
        return (value, pointer, faults) -> {
            if (!(value instanceof JsonValue.Array array)) {
                return wrong("a list", value, pointer, faults);
            }
            List<JsonValue> items = array.items();
            if (items.isEmpty()) {
                return wrong("a list of 1 to " + max, "an empty one", pointer, faults);
            }
            if (items.size() > max) {
                throw Faults.limit(pointer, "at most " + max + " at once, not " + items.size());
            }
            List<T> read = new ArrayList<>();
            for (int i = 0; i < items.size(); i++) {
                shape.read(items.get(i), pointer + "/" + i, faults).ifPresent(read::add);
            }
            return Optional.of(read);
        };
    }

    /** What the maker makes of this shape's value; its {@link IllegalArgumentException} becomes a fault. */
    default <U> JsonShape<U> to(Function<? super T, ? extends U> maker) {
        return (value, pointer, faults) ->
                read(value, pointer, faults).flatMap(made -> faults.<U>make(pointer, () -> maker.apply(made)));
    }

    private static <T> Optional<T> wrong(String expected, JsonValue value, String pointer, Faults faults) {
        return wrong(expected, value.described(), pointer, faults);
    }

    private static <T> Optional<T> wrong(String expected, String found, String pointer, Faults faults) {
        faults.add(pointer, "expected " + expected + ", found " + found);
        return Optional.empty();
    }
}
