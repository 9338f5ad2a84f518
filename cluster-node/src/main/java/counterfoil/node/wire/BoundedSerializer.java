package counterfoil.node.wire;

import counterfoil.protocol.Message;
import counterfoil.protocol.Refusal;
import counterfoil.protocol.hold.HoldView;
import counterfoil.protocol.stock.StockView;
import java.io.NotSerializableException;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.serialization.SerializerWithStringManifest;
import org.apache.pekko.serialization.jackson.JacksonCborSerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Jackson's CBOR with a limit. Remoting drops a frame above 256 KiB and whoever waits for it hears nothing, so a reply
 * above 128 KiB travels as a refusal in its place, and a command above it is refused to its sender and not sent. Pages
 * are cut so that neither happens; this is what remains if one is not.
 *
 * <p>A replaced reply keeps its manifest. Its bytes begin with a zero, which no CBOR object begins with.
 */
public final class BoundedSerializer extends SerializerWithStringManifest {
    /** Most bytes of a message between nodes. */
    public static final int MAX_BYTES = 128 * 1024;

    private static final int IDENTIFIER = 9003;
    private static final byte REPLACED = 0;
    private static final Logger LOG = LoggerFactory.getLogger(BoundedSerializer.class);

    private final JacksonCborSerializer cbor;
    private final Set<String> known = ConcurrentHashMap.newKeySet();

    /** Made by the actor system, by reflection. */
    public BoundedSerializer(ExtendedActorSystem system) {
        cbor = new JacksonCborSerializer(system, "jackson-cbor");
    }

    @Override
    public int identifier() {
        return IDENTIFIER;
    }

    @Override
    public String manifest(Object message) {
        return cbor.manifest(message);
    }

    @Override
    public byte[] toBinary(Object message) {
        byte[] bytes = cbor.toBinary(message);
        if (bytes.length <= MAX_BYTES) {
            return bytes;
        }
        LOG.error("{} takes {} bytes and is not sent", message.getClass().getSimpleName(), bytes.length);
        Refusal refusal = new Refusal.MessageTooLarge(bytes.length, MAX_BYTES);
        Message instead = inPlaceOf(message, refusal);
        if (instead == null) {
            Refusing.tell(message, refusal);
            throw new IllegalArgumentException("a message of " + bytes.length + " bytes, " + MAX_BYTES + " allowed");
        }
        byte[] replacement = cbor.toBinary(instead);
        byte[] marked = new byte[replacement.length + 1];
        marked[0] = REPLACED;
        System.arraycopy(replacement, 0, marked, 1, replacement.length);
        return marked;
    }

    @Override
    public Object fromBinary(byte[] bytes, String manifest) throws NotSerializableException {
        if (!known.contains(manifest)) {
            requireMessage(manifest);
        }
        if (bytes.length == 0 || bytes[0] != REPLACED) {
            return cbor.fromBinary(bytes, manifest);
        }
        Class<?> refused =
                manifest.startsWith(HoldView.class.getName()) ? HoldView.Refused.class : StockView.Refused.class;
        return cbor.fromBinary(Arrays.copyOfRange(bytes, 1, bytes.length), refused.getName());
    }

    /** Whoever speaks to a node may name any class; only messages are made of it. Their number is that of our classes. */
    private void requireMessage(String manifest) throws NotSerializableException {
        try {
            Class<?> type = Class.forName(manifest, false, BoundedSerializer.class.getClassLoader());
            if (Message.class.isAssignableFrom(type)) {
                known.add(manifest);
                return;
            }
        } catch (ClassNotFoundException unknown) {
            LOG.debug("a message of an unknown class", unknown);
        }
        throw new NotSerializableException("not a message between nodes");
    }

    private static @Nullable Message inPlaceOf(Object message, Refusal refusal) {
        return switch (message) {
            case StockView view -> new StockView.Refused(refusal);
            case HoldView view -> new HoldView.Refused(refusal);
            default -> null;
        };
    }
}
