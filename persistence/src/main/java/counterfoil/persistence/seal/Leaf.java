package counterfoil.persistence.seal;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * What the log seals of one journal row. Its data, in big-endian order:
 *
 * <pre>
 * 01 | u16 length, persistence id | u64 sequence number | i64 write timestamp | i32 serializer id
 *    | u16 length, manifest | u32 payload length | SHA-256 of the payload as stored
 * </pre>
 *
 * The journal's columns for writer, ordering, deletion and metadata are not sealed.
 *
 * @param persistenceId the entity's, at most 65,535 bytes in UTF-8
 * @param sequenceNumber of the event in its entity, from 1
 * @param writeTimestamp when it was written, milliseconds since 1970
 * @param serializerId what wrote the payload
 * @param manifest the event's stable name, at most 65,535 bytes in UTF-8
 * @param payloadLength bytes of the payload
 * @param payloadHash SHA-256 of the payload
 */
public record Leaf(
        String persistenceId,
        long sequenceNumber,
        long writeTimestamp,
        int serializerId,
        String manifest,
        int payloadLength,
        byte[] payloadHash) {
    private static final byte VERSION = 1;
    private static final int MAX_TEXT = 65_535;
    private static final int MAX_BYTES_PER_CHAR = 3;
    private static final int FIXED_LENGTH = 1 + 2 + 8 + 8 + 4 + 2 + 4 + Merkle.HASH_LENGTH;

    /** Refuses a hash of another length. */
    public Leaf {
        if (payloadHash.length != Merkle.HASH_LENGTH) {
            throw new IllegalArgumentException("a SHA-256 hash has 32 bytes, not " + payloadHash.length);
        }
    }

    /** The leaf of a row with this payload. */
    public static Leaf of(
            String persistenceId,
            long sequenceNumber,
            long writeTimestamp,
            int serializerId,
            String manifest,
            byte[] payload) {
        return new Leaf(
                persistenceId,
                sequenceNumber,
                writeTimestamp,
                serializerId,
                manifest,
                payload.length,
                Merkle.sha256().digest(payload));
    }

    /**
     * The bytes that are hashed.
     *
     * @throws IllegalArgumentException if a text is too long for its length field
     */
    public byte[] data() {
        byte[] id = text(persistenceId);
        byte[] name = text(manifest);
        return ByteBuffer.allocate(FIXED_LENGTH + id.length + name.length)
                .put(VERSION)
                .putShort((short) id.length)
                .put(id)
                .putLong(sequenceNumber)
                .putLong(writeTimestamp)
                .putInt(serializerId)
                .putShort((short) name.length)
                .put(name)
                .putInt(payloadLength)
                .put(payloadHash)
                .array();
    }

    /**
     * Reads leaf data.
     *
     * @throws SealProblem if it is not what {@link #data} gives
     */
    public static Leaf parse(byte[] data) {
        ByteBuffer bytes = ByteBuffer.wrap(data);
        try {
            if (bytes.get() != VERSION) {
                throw SealProblem.malformed("leaf data of the unknown version " + data[0]);
            }
            String id = text(bytes);
            long sequenceNumber = bytes.getLong();
            long writeTimestamp = bytes.getLong();
            int serializerId = bytes.getInt();
            String manifest = text(bytes);
            int payloadLength = bytes.getInt();
            byte[] payloadHash = new byte[Merkle.HASH_LENGTH];
            bytes.get(payloadHash);
            if (bytes.hasRemaining()) {
                throw SealProblem.malformed("leaf data with " + bytes.remaining() + " bytes too many");
            }
            return new Leaf(id, sequenceNumber, writeTimestamp, serializerId, manifest, payloadLength, payloadHash);
        } catch (BufferUnderflowException e) {
            throw SealProblem.malformed("leaf data that ends too early");
        }
    }

    /** Its hash in the tree. */
    public byte[] hash() {
        return Merkle.leafHash(data());
    }

    private static String text(ByteBuffer bytes) {
        byte[] text = new byte[Short.toUnsignedInt(bytes.getShort())];
        bytes.get(text);
        return Texts.utf8("a text in leaf data", text);
    }

    private static byte[] text(String text) {
        requireText(text);
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static void requireText(String text) {
        boolean isShort = text.length() <= MAX_TEXT / MAX_BYTES_PER_CHAR;
        if (!isShort && text.getBytes(StandardCharsets.UTF_8).length > MAX_TEXT) {
            throw new IllegalArgumentException("longer than " + MAX_TEXT + " bytes: " + text.substring(0, 80));
        }
    }
}
