package counterfoil.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** One WebSocket by hand: counts quotes, and sees whether each instrument's numbers rise. Costs next to nothing. */
final class FanoutClient {
    private static final byte[] ID = ascii("\"id\":\"");
    private static final byte[] SEQUENCE = ascii("\"seq\":");
    private static final byte[] QUOTE = ascii("{\"T\":\"q\"");
    private static final int UUID = 36;
    private static final int TEXT = 1;
    private static final int PING = 9;
    /** Masked by zeros, with no payload, as the server's pings have none. */
    private static final byte[] PONG = {(byte) 0x8A, (byte) 0x80, 0, 0, 0, 0};

    private static final int SLOW_BUFFER = 65_536;

    final SocketChannel channel;
    final boolean isSlow;
    private final long[] last = new long[FanoutSource.INSTRUMENTS];
    private ByteBuffer bytes = ByteBuffer.allocate(1 << 15);
    private long received;
    private long missed;
    private long disorders;
    private int snapshots;

    FanoutClient(int port, boolean isSlow) throws IOException {
        this.isSlow = isSlow;
        channel = SocketChannel.open();
        if (isSlow) {
            channel.setOption(StandardSocketOptions.SO_RCVBUF, SLOW_BUFFER);
        }
        channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        write(ascii(String.join(
                "\r\n",
                "GET /api/v1/ws HTTP/1.1",
                "Host: bench",
                "Upgrade: websocket",
                "Connection: Upgrade",
                "Sec-WebSocket-Version: 13",
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                "",
                "")));
        int end = -1;
        while (end < 0) {
            readSome();
            end = indexOf(ascii("\r\n\r\n"), bytes.array(), 0, bytes.position());
        }
        bytes.flip().position(end + 4);
        bytes.compact();
        send("{\"action\":\"auth\",\"token\":\"" + FanoutServer.TOKEN + "\"}");
        StringBuilder ids = new StringBuilder();
        for (int i = 0; i < FanoutSource.INSTRUMENTS; i++) {
            ids.append(i == 0 ? "\"" : ",\"")
                    .append(FanoutSource.instrumentId(i))
                    .append('"');
        }
        send("{\"action\":\"subscribe\",\"quotes\":[" + ids + "]}");
    }

    /** Reads until there is a snapshot of each instrument; then nothing blocks any more. */
    void awaitSnapshots() throws IOException {
        while (snapshots < FanoutSource.INSTRUMENTS) {
            readSome();
            takeFrames();
        }
        channel.configureBlocking(false);
    }

    /** Reads what is there, at most so many bytes; false at the end. */
    boolean read(int most) throws IOException {
        int left = most;
        while (left > 0) {
            if (!bytes.hasRemaining()) {
                bytes = ByteBuffer.allocate(bytes.capacity() * 2).put(bytes.flip());
            }
            bytes.limit(Math.min(bytes.capacity(), bytes.position() + left));
            int count = channel.read(bytes);
            bytes.limit(bytes.capacity());
            if (count < 0) {
                return false;
            }
            takeFrames();
            if (count == 0) {
                return true;
            }
            left -= count;
        }
        return true;
    }

    long received() {
        return received;
    }

    /** Numbers that were left out. */
    long missed() {
        return missed;
    }

    /** Numbers that did not rise. */
    long disorders() {
        return disorders;
    }

    /** The lowest last number of an instrument. */
    long lowestLast() {
        return Arrays.stream(last).min().orElse(0);
    }

    private void readSome() throws IOException {
        if (!bytes.hasRemaining()) {
            bytes = ByteBuffer.allocate(bytes.capacity() * 2).put(bytes.flip());
        }
        if (channel.read(bytes) < 0) {
            throw new IOException("the server closed a client that had just come");
        }
    }

    private void takeFrames() throws IOException {
        byte[] array = bytes.array();
        int end = bytes.position();
        int at = 0;
        while (end - at >= 2) {
            int size = array[at + 1] & 0x7F;
            int header = size == 127 ? 10 : size == 126 ? 4 : 2;
            if (end - at < header) {
                break;
            }
            long length = size;
            if (size >= 126) {
                length = 0;
                for (int i = 2; i < header; i++) {
                    length = length << 8 | (array[at + i] & 0xFF);
                }
            }
            if (end - at < header + length) {
                break;
            }
            int opcode = array[at] & 0x0F;
            if (opcode == TEXT) {
                takeMessages(array, at + header, at + header + (int) length);
            } else if (opcode == PING) {
                write(PONG);
            }
            at += header + (int) length;
        }
        bytes.flip().position(at);
        bytes.compact();
    }

    private void takeMessages(byte[] array, int from, int to) {
        int at = indexOf(ID, array, from, to);
        while (at >= 0) {
            int endOfId = at + ID.length + UUID;
            int instrument = (int) number(array, endOfId - 4);
            int sequence = indexOf(SEQUENCE, array, endOfId, to);
            boolean isQuote = startsBefore(array, from, at);
            if (isQuote) {
                take(instrument, number(array, sequence + SEQUENCE.length));
            } else {
                snapshots++;
            }
            at = indexOf(ID, array, sequence, to);
        }
    }

    /** Whether the message around a place is a quote: its type stands first, within the few bytes before. */
    private static boolean startsBefore(byte[] array, int from, int at) {
        for (int i = at - 1; i >= from && array[i + 1] != '{'; i--) {
            if (array[i] == '{') {
                return indexOf(QUOTE, array, i, i + QUOTE.length) == i;
            }
        }
        return false;
    }

    private void take(int instrument, long number) {
        received++;
        long before = last[instrument];
        if (number <= before) {
            disorders++;
        } else {
            missed += number - before - 1;
            last[instrument] = number;
        }
    }

    private static long number(byte[] array, int at) {
        long number = 0;
        for (int i = at; array[i] >= '0' && array[i] <= '9'; i++) {
            number = number * 10 + array[i] - '0';
        }
        return number;
    }

    private static int indexOf(byte[] what, byte[] array, int from, int to) {
        for (int i = from; i <= to - what.length; i++) {
            if (array[i] == what[0] && Arrays.equals(array, i, i + what.length, what, 0, what.length)) {
                return i;
            }
        }
        return -1;
    }

    private void send(String text) throws IOException {
        byte[] payload = text.getBytes(StandardCharsets.US_ASCII);
        ByteBuffer frame = ByteBuffer.allocate(payload.length + 8);
        frame.put((byte) 0x81);
        if (payload.length < 126) {
            frame.put((byte) (0x80 | payload.length));
        } else {
            frame.put((byte) (0x80 | 126)).putShort((short) payload.length);
        }
        frame.putInt(0).put(payload).flip();
        write(Arrays.copyOf(frame.array(), frame.limit()));
    }

    private void write(byte[] all) throws IOException {
        ByteBuffer out = ByteBuffer.wrap(all);
        while (out.hasRemaining()) {
            channel.write(out);
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
