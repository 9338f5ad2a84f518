package counterfoil.http.live;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.pekko.util.ByteString;

/** Writes the frames of a server, RFC 6455 section 5: never masked, never in parts. */
final class Frames {
    /** Most bytes of the header of a frame that a server sends. */
    static final int MOST_HEADER = 10;

    static final int TEXT = 0x1;
    static final int CLOSE = 0x8;
    static final int PING = 0x9;
    static final int PONG = 0xA;

    private static final int FINAL = 0x80;
    private static final int MOST_REASON = 123;

    private Frames() {}

    /** A text frame whose text stands in the array behind {@link #MOST_HEADER} free bytes and ends before {@code end}. */
    static ByteString textInPlace(byte[] bytes, int end) {
        int size = end - MOST_HEADER;
        int start;
        if (size < 126) {
            start = MOST_HEADER - 2;
            bytes[start + 1] = (byte) size;
        } else if (size < 65_536) {
            start = MOST_HEADER - 4;
            bytes[start + 1] = 126;
            bytes[start + 2] = (byte) (size >>> 8);
            bytes[start + 3] = (byte) size;
        } else {
            start = 0;
            bytes[1] = 127;
            Arrays.fill(bytes, 2, 6, (byte) 0);
            for (int i = 0; i < 4; i++) {
                bytes[6 + i] = (byte) (size >>> (24 - 8 * i));
            }
        }
        bytes[start] = (byte) (FINAL | TEXT);
        return ByteString.fromArrayUnsafe(bytes, start, end - start);
    }

    /** A ping, pong or close frame. */
    static ByteString control(int opcode, byte[] payload) {
        byte[] frame = new byte[payload.length + 2];
        frame[0] = (byte) (FINAL | opcode);
        frame[1] = (byte) payload.length;
        System.arraycopy(payload, 0, frame, 2, payload.length);
        return ByteString.fromArrayUnsafe(frame);
    }

    /** A close frame with its code, and a reason in ASCII that is cut where a frame ends. */
    static ByteString close(int code, String reason) {
        byte[] text = reason.getBytes(StandardCharsets.US_ASCII);
        byte[] payload =
                Arrays.copyOf(new byte[] {(byte) (code >>> 8), (byte) code}, 2 + Math.min(text.length, MOST_REASON));
        System.arraycopy(text, 0, payload, 2, payload.length - 2);
        return control(CLOSE, payload);
    }
}
