package counterfoil.http;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An object of a body, read field by field. Faults are gathered and not thrown, so each field is read to an
 * {@link Optional} first; after {@link #end()} and {@link Faults#refuseIfAny()} every required one is there.
 */
public final class JsonObject {
    private final Map<String, JsonValue> fields;
    private final String pointer;
    private final Faults faults;
    private final Set<String> asked = new LinkedHashSet<>();

    JsonObject(JsonValue.Fields fields, String pointer, Faults faults) {
        this.fields = fields.byName();
        this.pointer = pointer;
        this.faults = faults;
    }

    /** The faults of the whole body. */
    public Faults faults() {
        return faults;
    }

    /** JSON pointer of a field of this object, as RFC 6901 has it. */
    public String pointer(String name) {
        return pointer(pointer, name);
    }

    /** JSON pointer of a field of the object at a pointer. */
    public static String pointer(String object, String name) {
        return object + "/" + name.replace("~", "~0").replace("/", "~1");
    }

    /** JSON pointer of this object. */
    public String pointer() {
        return pointer;
    }

    /** Whether the field is given. */
    public boolean has(String name) {
        return fields.containsKey(name);
    }

    /** A field that must be given; empty only after a fault. */
    public <T> Optional<T> required(String name, JsonShape<T> shape) {
        asked.add(name);
        JsonValue value = fields.get(name);
        if (value == null) {
            faults.add(pointer(name), "is required");
            return Optional.empty();
        }
        return shape.read(value, pointer(name), faults);
    }

    /** A field that may be given; null stands for leaving it out. */
    public <T> Optional<T> optional(String name, JsonShape<T> shape) {
        asked.add(name);
        JsonValue value = fields.get(name);
        return value == null || value instanceof JsonValue.Null
                ? Optional.empty()
                : shape.read(value, pointer(name), faults);
    }

    /** A field that says what to change; left out it changes nothing, and null is a fault. */
    public <T> Optional<T> change(String name, JsonShape<T> shape) {
        asked.add(name);
        JsonValue value = fields.get(name);
        return value == null ? Optional.empty() : shape.read(value, pointer(name), faults);
    }

    /** Faults every field that was not asked for. */
    public void end() {
        for (String name : fields.keySet()) {
            if (!asked.contains(name)) {
                faults.add(pointer(name), "unknown field (known: " + String.join(", ", asked) + ")");
            }
        }
    }
}
