package counterfoil.persistence.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import java.lang.reflect.Field;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;

/**
 * Describes what a state is made of, down to types that are not ours, and hashes the description.
 *
 * <p>A record is its components' names and types in order, another class of ours its instance fields, an enum its
 * constants, a sealed interface its permitted types. Everything that decides how CBOR is read back is in the text; what
 * only changes behaviour is not, which is what {@link ApplyVersion} is for.
 */
final class SnapshotShape {

    private static final String OURS = "counterfoil.";
    private static final int HASH_BYTES = 16;

    private final StringBuilder text = new StringBuilder();
    private final Set<Class<?>> described = new HashSet<>();

    private SnapshotShape() {}

    /** Returns {@code <simple name>:<hash>}, the hash as 32 hex digits. */
    static String manifest(Class<?> state) {
        ApplyVersion version = state.getAnnotation(ApplyVersion.class);
        if (version == null) {
            throw new IllegalArgumentException(state.getName() + " is kept as a snapshot but has no @ApplyVersion");
        }
        String described = describe(state) + "apply " + version.value();
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(described.getBytes(UTF_8));
            return state.getSimpleName() + ":" + HexFormat.of().formatHex(hash, 0, HASH_BYTES);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JVM has SHA-256", impossible);
        }
    }

    /** Returns the description that is hashed, one type of ours per line. */
    static String describe(Class<?> state) {
        SnapshotShape shape = new SnapshotShape();
        shape.describeOurs(state);
        return shape.text.toString();
    }

    private void describeOurs(Class<?> type) {
        if (type.isArray()) {
            describeOurs(type.getComponentType());
            return;
        }
        if (!type.getName().startsWith(OURS) || !described.add(type)) {
            return;
        }
        // A line is complete before the lines of the types it mentions begin.
        text.append(type.getSimpleName());
        if (type.isRecord()) {
            for (RecordComponent component : type.getRecordComponents()) {
                append(component.getName(), component.getGenericType());
            }
        } else if (type.isEnum()) {
            for (Object constant : type.getEnumConstants()) {
                text.append(' ').append(((Enum<?>) constant).name());
            }
        } else if (type.isSealed()) {
            for (Class<?> permitted : type.getPermittedSubclasses()) {
                text.append(' ').append(permitted.getSimpleName());
            }
        } else {
            for (Field field : type.getDeclaredFields()) {
                if (isState(field)) {
                    append(field.getName(), field.getGenericType());
                }
            }
        }
        text.append('\n');
        describeMentioned(type);
    }

    private void describeMentioned(Class<?> type) {
        if (type.isRecord()) {
            for (RecordComponent component : type.getRecordComponents()) {
                walk(component.getGenericType());
            }
        } else if (type.isSealed()) {
            for (Class<?> permitted : type.getPermittedSubclasses()) {
                describeOurs(permitted);
            }
        } else if (!type.isEnum()) {
            for (Field field : type.getDeclaredFields()) {
                if (isState(field)) {
                    walk(field.getGenericType());
                }
            }
        }
    }

    private void append(String name, Type type) {
        text.append(' ').append(name).append(':').append(nameOf(type));
    }

    /** Types of ours by their simple names, so that a type may move to another package. */
    private static String nameOf(Type type) {
        return switch (type) {
            case Class<?> plain -> plain.getTypeName().startsWith(OURS) ? plain.getSimpleName() : plain.getTypeName();
            case ParameterizedType generic ->
                nameOf(generic.getRawType())
                        + Arrays.stream(generic.getActualTypeArguments())
                                .map(SnapshotShape::nameOf)
                                .collect(joining(",", "<", ">"));
            case GenericArrayType array -> nameOf(array.getGenericComponentType()) + "[]";
            default -> type.getTypeName();
        };
    }

    private void walk(Type type) {
        switch (type) {
            case Class<?> plain -> describeOurs(plain);
            case ParameterizedType generic -> {
                walk(generic.getRawType());
                for (Type argument : generic.getActualTypeArguments()) {
                    walk(argument);
                }
            }
            case GenericArrayType array -> walk(array.getGenericComponentType());
            case WildcardType wildcard -> {
                for (Type bound : wildcard.getUpperBounds()) {
                    walk(bound);
                }
            }
            default -> {
                // A type variable: its bound is part of the text where it is declared.
            }
        }
    }

    /** Coverage tools add static synthetic fields; those and transient ones are no part of a state. */
    private static boolean isState(Field field) {
        return !field.isSynthetic()
                && !Modifier.isStatic(field.getModifiers())
                && !Modifier.isTransient(field.getModifiers());
    }
}
