package counterfoil.http.live;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * Reads the frames of a client, RFC 6455 section 5. A frame or message above the limit is refused by its header, before
 * its payload is read, so a client makes the server hold {@link LiveSettings#MAX_FRAME} bytes and no more.
 */
final class FrameReader {
    private static final byte[] NOTHING = {};
    private static final int NO_CODE = 1005;
    private static final int MASK = 4;
    private static final int MOST_CONTROL = 125;

    private byte[] bytes = NOTHING;
    private int from;
    private int to;
    private byte[] text = NOTHING;
    private boolean isInText;

    /** Takes bytes in as they came. */
    void add(ByteString chunk) {
        int size = chunk.size();
        if (from == to) {
            from = 0;
            to = 0;
            bytes = bytes.length > LiveSettings.MAX_FRAME ? NOTHING : bytes;
        }
        if (to + size > bytes.length) {
            int held = to - from;
            byte[] larger = held + size <= bytes.length ? bytes : new byte[Math.max(held * 2, held + size)];
            System.arraycopy(bytes, from, larger, 0, held);
            bytes = larger;
            from = 0;
            to = held;
        }
        chunk.copyToArray(bytes, to, size);
        to += size;
    }

    /** The next frame; null when there is none yet. */
    @Nullable
    Incoming next() {
        if (to - from < 2) {
            return idle();
        }
        int first = bytes[from];
        int opcode = first & 0x0F;
        boolean isFinal = (first & 0x80) != 0;
        if ((first & 0x70) != 0) {
            return broken("reserved bits are set");
        }
        if ((bytes[from + 1] & 0x80) == 0) {
            return broken("a client masks its frames");
        }
        int size = bytes[from + 1] & 0x7F;
        int sizeBytes = size == 127 ? 8 : size == 126 ? 2 : 0;
        boolean isControl = opcode >= Frames.CLOSE;
        if (isControl && (!isFinal || size > MOST_CONTROL)) {
            return broken("a control frame has at most 125 bytes and one part");
        }
        if (to - from < 2 + sizeBytes) {
            return null;
        }
        long length = sizeBytes == 0 ? size : number(from + 2, sizeBytes);
        if (length < 0 || length + text.length > LiveSettings.MAX_FRAME) {
            return new Incoming.Broken(CloseCode.TOO_BIG, "a message has at most 65536 bytes");
        }
        int header = 2 + sizeBytes + MASK;
        if (to - from < header + length) {
            return opcode == 0x2 ? binary() : null;
        }
        byte[] payload = unmasked(from + header, (int) length);
        from += header + (int) length;
        return frame(opcode, isFinal, payload);
    }

    private @Nullable Incoming idle() {
        if (from == to) {
            // Nothing waits: a client that says nothing holds nothing.
            bytes = NOTHING;
            from = 0;
            to = 0;
        }
        return null;
    }

    private Incoming frame(int opcode, boolean isFinal, byte[] payload) {
        return switch (opcode) {
            case 0x0 -> isInText ? text(isFinal, payload) : broken("a continuation without a beginning");
            case Frames.TEXT -> isInText ? broken("a message within another") : text(isFinal, payload);
            case 0x2 -> binary();
            case Frames.CLOSE -> closing(payload);
            case Frames.PING -> new Incoming.Ping(payload);
            case Frames.PONG -> new Incoming.Pong();
            default -> broken("an unknown opcode");
        };
    }

    private Incoming text(boolean isFinal, byte[] payload) {
        byte[] all = payload;
        if (text.length > 0) {
            all = Arrays.copyOf(text, text.length + payload.length);
            System.arraycopy(payload, 0, all, text.length, payload.length);
        }
        isInText = !isFinal;
        text = isFinal ? NOTHING : all;
        if (!isFinal) {
            return new Incoming.Part();
        }
        return isUtf8(all, 0)
                ? new Incoming.Text(all)
                : new Incoming.Broken(CloseCode.NOT_UTF8, "a text message is UTF-8");
    }

    private static Incoming closing(byte[] payload) {
        if (payload.length == 0) {
            return new Incoming.Closing(NO_CODE);
        }
        int code = payload.length == 1 ? 0 : (payload[0] & 0xFF) << 8 | (payload[1] & 0xFF);
        boolean isKnown =
                (code >= 1000 && code <= 1003) || (code >= 1007 && code <= 1014) || (code >= 3000 && code < 5000);
        return isKnown && isUtf8(payload, 2) ? new Incoming.Closing(code) : broken("no valid close frame");
    }

    private static Incoming binary() {
        return new Incoming.Broken(CloseCode.UNSUPPORTED, "messages are text");
    }

    private static Incoming broken(String reason) {
        return new Incoming.Broken(CloseCode.PROTOCOL_ERROR, reason);
    }

    private static boolean isUtf8(byte[] bytes, int from) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, from, bytes.length - from));
            return true;
        } catch (CharacterCodingException refused) {
            return false;
        }
    }

    private long number(int at, int size) {
        long number = 0;
        for (int i = 0; i < size; i++) {
            number = number << 8 | (bytes[at + i] & 0xFF);
        }
        return number;
    }

    private byte[] unmasked(int at, int length) {
        byte[] payload = Arrays.copyOfRange(bytes, at, at + length);
        for (int i = 0; i < length; i++) {
            payload[i] ^= bytes[at - MASK + (i & 3)];
        }
        return payload;
    }
}
