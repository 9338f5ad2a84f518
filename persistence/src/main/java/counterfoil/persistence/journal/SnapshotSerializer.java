package counterfoil.persistence.journal;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import counterfoil.protocol.Snapshot;
import java.io.IOException;
import java.io.NotSerializableException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.serialization.SerializerWithStringManifest;

/**
 * Writes states as CBOR under a name that contains a hash of their shape.
 *
 * <p>A snapshot of another shape, or made by another version of {@code apply}, has a name that nobody knows: reading it
 * fails, the store skips it and the state is built from the events. It is never half-read. Thread-safe.
 */
public final class SnapshotSerializer extends SerializerWithStringManifest {

    /** Stands in every snapshot row; never changes. */
    public static final int IDENTIFIER = 9002;

    private static final String SETTING = "counterfoil.persistence.snapshots";
    private static final ObjectMapper MAPPER = CBORMapper.builder()
            .addModules(new JavaTimeModule(), new Jdk8Module())
            .visibility(PropertyAccessor.GETTER, Visibility.NONE)
            .visibility(PropertyAccessor.IS_GETTER, Visibility.NONE)
            .visibility(PropertyAccessor.SETTER, Visibility.NONE)
            .visibility(PropertyAccessor.FIELD, Visibility.ANY)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private final Map<Class<?>, Kind> byClass = new HashMap<>();
    private final Map<String, Kind> byManifest = new HashMap<>();

    /** A registered state with its name and its prepared writer and reader. */
    private record Kind(String manifest, ObjectWriter writer, ObjectReader reader) {}

    /**
     * Called by Pekko: the states that {@code counterfoil.persistence.snapshots} names.
     *
     * @throws IllegalArgumentException when a name is not a class that implements {@link Snapshot} and has an {@link
     *     ApplyVersion}
     */
    public SnapshotSerializer(ExtendedActorSystem system) {
        this(load(system));
    }

    /** Of these states, without an actor system. */
    public SnapshotSerializer(List<Class<?>> states) {
        for (Class<?> state : states) {
            if (!Snapshot.class.isAssignableFrom(state)) {
                throw new IllegalArgumentException(SETTING + ": " + state.getName() + " is no Snapshot");
            }
            Kind kind = new Kind(SnapshotShape.manifest(state), MAPPER.writerFor(state), MAPPER.readerFor(state));
            byClass.put(state, kind);
            byManifest.put(kind.manifest(), kind);
        }
    }

    @Override
    public int identifier() {
        return IDENTIFIER;
    }

    /** Returns {@code <simple name>:<hash of shape and apply version>}; refuses a state that is not registered. */
    @Override
    public String manifest(Object state) {
        return kindOf(state).manifest();
    }

    @Override
    public byte[] toBinary(Object state) {
        try {
            return kindOf(state).writer().writeValueAsBytes(state);
        } catch (JsonProcessingException refused) {
            throw new IllegalArgumentException(
                    state.getClass().getName() + ": " + refused.getOriginalMessage(), refused);
        }
    }

    @Override
    public Object fromBinary(byte[] bytes, String manifest) throws NotSerializableException {
        Kind kind = byManifest.get(manifest);
        if (kind == null) {
            throw new NotSerializableException("a snapshot of another shape is ignored: " + manifest);
        }
        try {
            return kind.reader().readValue(bytes);
        } catch (IOException unreadable) {
            NotSerializableException failure = new NotSerializableException(manifest + ": " + unreadable.getMessage());
            failure.initCause(unreadable);
            throw failure;
        }
    }

    private Kind kindOf(Object state) {
        Kind kind = byClass.get(state.getClass());
        if (kind == null) {
            throw new IllegalArgumentException(state.getClass().getName() + " is not listed in " + SETTING);
        }
        return kind;
    }

    private static List<Class<?>> load(ExtendedActorSystem system) {
        List<Class<?>> states = new ArrayList<>();
        for (String name : system.settings().config().getStringList(SETTING)) {
            try {
                states.add(Class.forName(name, true, system.dynamicAccess().classLoader()));
            } catch (ClassNotFoundException missing) {
                throw new IllegalArgumentException(SETTING + ": there is no class " + name, missing);
            }
        }
        return states;
    }
}
