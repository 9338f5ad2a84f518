package counterfoil.persistence.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.NotSerializableException;
import java.util.function.UnaryOperator;
import org.apache.pekko.serialization.SerializerWithStringManifest;

/**
 * Writes events as UTF-8 JSON under stable names and reads every version ever written.
 *
 * <p>Thread-safe. No Java class name enters the journal: an event is found by its name in {@link EventTypes}. The newest
 * version is read straight into its record; an older one goes through a tree and its upcasters first.
 */
public final class EventSerializer extends SerializerWithStringManifest {

    /** Stands in every journal row; never changes. */
    public static final int IDENTIFIER = 9001;

    /** The largest event, in bytes of JSON; remoting silently drops what is far above it. */
    public static final int LIMIT_BYTES = 64 * 1024;

    private final EventTypes types;

    /** Called by Pekko: the registry of this release. */
    public EventSerializer() {
        this(EventTypes.all());
    }

    /** Serializes by another registry. */
    public EventSerializer(EventTypes types) {
        this.types = types;
    }

    @Override
    public int identifier() {
        return IDENTIFIER;
    }

    /** Returns the name of the event's type; refuses an object that is not registered. */
    @Override
    public String manifest(Object event) {
        return typeOf(event).manifest();
    }

    /**
     * Returns the event as JSON.
     *
     * @throws EventTooLarge when it is above {@link #LIMIT_BYTES}
     * @throws IllegalArgumentException when it is not registered, or holds what JSON in PostgreSQL cannot: a lone
     *     surrogate, U+0000, a decimal of hundreds of digits
     */
    @Override
    public byte[] toBinary(Object event) {
        EventTypes.Type type = typeOf(event);
        byte[] json;
        try {
            json = type.writer().writeValueAsBytes(event);
        } catch (JsonProcessingException refused) {
            throw new IllegalArgumentException(type.manifest() + ": " + refused.getOriginalMessage(), refused);
        }
        if (json.length > LIMIT_BYTES) {
            throw new EventTooLarge(type.manifest(), json.length);
        }
        return json;
    }

    /**
     * Returns the event that the bytes stand for, in its newest version.
     *
     * @throws NotSerializableException when the name is unknown or the bytes are not such an event
     */
    @Override
    public Object fromBinary(byte[] bytes, String manifest) throws NotSerializableException {
        EventTypes.Stored stored = types.ofManifest(manifest);
        if (stored == null) {
            throw new NotSerializableException("no event type of this release is called '" + manifest + "'");
        }
        try {
            if (stored.upcasters().isEmpty()) {
                return stored.type().reader().readValue(bytes);
            }
            JsonNode json = EventJson.tree(bytes);
            for (UnaryOperator<JsonNode> upcaster : stored.upcasters()) {
                json = upcaster.apply(json);
            }
            return stored.type().reader().readValue(json);
        } catch (IOException unreadable) {
            NotSerializableException failure = new NotSerializableException(manifest + ": " + unreadable.getMessage());
            failure.initCause(unreadable);
            throw failure;
        }
    }

    private EventTypes.Type typeOf(Object event) {
        EventTypes.Type type = types.ofClass(event.getClass());
        if (type == null) {
            throw new IllegalArgumentException(
                    "not a registered event: " + event.getClass().getName());
        }
        return type;
    }
}
