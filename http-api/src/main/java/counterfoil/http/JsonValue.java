package counterfoil.http;

import java.util.List;
import java.util.Map;

/** A value of a JSON text, as read; numbers keep their digits. */
public sealed interface JsonValue {
    /** A string, verbatim and free of lone surrogates. */
    record Text(String value) implements JsonValue {}

    /** A number by its digits; {@code integral} when it has neither fraction nor exponent. */
    record Digits(String digits, boolean integral) implements JsonValue {}

    /** True or false. */
    record Flag(boolean value) implements JsonValue {}

    /** Null. */
    record Null() implements JsonValue {}

    /** A list. */
    record Array(List<JsonValue> items) implements JsonValue {}

    /** An object's fields in the order given, no name twice. */
    record Fields(Map<String, JsonValue> byName) implements JsonValue {}

    /** What it is, for a message: {@code the number 4}. */
    default String described() {
        return switch (this) {
            case Text text -> "the text " + Faults.shown(text.value);
            case Digits number -> "the number " + number.digits;
            case Flag flag -> String.valueOf(flag.value);
            case Null none -> "null";
            case Array array -> "a list";
            case Fields fields -> "an object";
        };
    }
}
