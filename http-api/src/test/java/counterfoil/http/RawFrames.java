package counterfoil.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A WebSocket by hand, for clients that behave as no library would. */
final class RawFrames {
    private static final int TIMEOUT_MILLIS = 10_000;

    private RawFrames() {}

    /** Asks for an upgrade with the key of RFC 6455 section 1.3. */
    static void writeHandshake(Socket socket, String query, String headers) throws IOException {
        socket.getOutputStream()
                .write(("GET /api/v1/ws" + query + " HTTP/1.1\r\n"
                                + "Host: 127.0.0.1:" + socket.getPort()
                                + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                                + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                                + headers
                                + "\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
    }

    /** Connects; what follows are frames. */
    static void open(Socket socket, int port, String query) throws IOException {
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        socket.setSoTimeout(TIMEOUT_MILLIS);
        writeHandshake(socket, query, "");
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = socket.getInputStream().read();
            if (next < 0) {
                throw new EOFException("no answer to the handshake: " + head);
            }
            head.append((char) next);
        }
        assertThat(head.toString()).startsWith("HTTP/1.1 101 ");
    }

    /** Sends a text of at most 125 bytes, masked with zeros. */
    static void sendText(Socket socket, String text) throws IOException {
        byte[] payload = text.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.write(0x81);
        frame.write(0x80 | payload.length);
        frame.writeBytes(new byte[4]);
        frame.writeBytes(payload);
        socket.getOutputStream().write(frame.toByteArray());
    }

    /** The payload of the next frame of a kind; others are dropped. */
    static byte[] next(Socket socket, int opcode) throws IOException {
        DataInputStream in = new DataInputStream(socket.getInputStream());
        while (true) {
            int first = in.readUnsignedByte();
            int second = in.readUnsignedByte();
            assertThat(second & 0x80).as("a server does not mask").isZero();
            long length = second == 127 ? in.readLong() : second == 126 ? in.readUnsignedShort() : second;
            byte[] payload = new byte[(int) length];
            in.readFully(payload);
            if ((first & 0x0F) == opcode) {
                return payload;
            }
        }
    }
}
