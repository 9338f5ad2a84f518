package counterfoil.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongFunction;
import org.HdrHistogram.Histogram;

/**
 * A client that costs little beside the server it measures: one thread, some HTTP/1.1 connections kept alive, on each one
 * request after the other. It reads a status line and a content length and nothing else.
 */
final class HttpLoad {
    private static final long HIGHEST_MICROS = 60_000_000;
    private static final byte[] LENGTH = "content-length:".getBytes(StandardCharsets.US_ASCII);

    private final InetSocketAddress server;
    private final LongFunction<byte[]> requests;
    private final Histogram micros = new Histogram(HIGHEST_MICROS, 3);
    private final Map<Integer, Long> statuses = new TreeMap<>();
    private long sent;
    private long endNanos;

    /**
     * What came of a load.
     *
     * @param answers by HTTP status
     * @param elapsedNanos from the first request to the last answer
     * @param micros latencies
     */
    record Result(Map<Integer, Long> answers, long elapsedNanos, Histogram micros) {
        long ok() {
            return answers.entrySet().stream()
                    .filter(entry -> entry.getKey() / 100 == 2)
                    .mapToLong(Map.Entry::getValue)
                    .sum();
        }

        double perSecond() {
            return ok() * 1e9 / elapsedNanos;
        }

        double millisAt(double percentile) {
            return micros.getValueAtPercentile(percentile) / 1e3;
        }
    }

    private HttpLoad(URI server, LongFunction<byte[]> requests) {
        this.server = new InetSocketAddress(server.getHost(), server.getPort());
        this.requests = requests;
    }

    /** Sends requests, made from their number, over some connections for a while. */
    static Result run(URI server, int connections, Duration time, LongFunction<byte[]> requests) throws IOException {
        return new HttpLoad(server, requests).run(connections, time, Long.MAX_VALUE);
    }

    /** Sends so many requests over some connections. */
    static Result run(URI server, int connections, long count, LongFunction<byte[]> requests) throws IOException {
        return new HttpLoad(server, requests).run(connections, Duration.ofMinutes(10), count);
    }

    /** A request without a body. */
    static byte[] get(String path, String token) {
        return ("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + token + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** A request with a JSON body. */
    static byte[] post(String path, String token, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        byte[] head = ("POST " + path + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + token
                        + "\r\nContent-Type: application/json\r\nContent-Length: " + bytes.length + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(head.length + bytes.length)
                .put(head)
                .put(bytes)
                .array();
    }

    private final class Connection {
        private final SocketChannel channel;
        private final ByteBuffer in = ByteBuffer.allocate(1 << 18);
        private long sentAt;

        Connection(Selector selector) throws IOException {
            channel = SocketChannel.open(server);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ, this);
        }

        void send() throws IOException {
            in.clear();
            sentAt = System.nanoTime();
            ByteBuffer out = ByteBuffer.wrap(requests.apply(sent++));
            while (out.hasRemaining()) {
                channel.write(out);
            }
        }

        /** Whether the whole answer has come. */
        boolean receive() throws IOException {
            if (channel.read(in) < 0) {
                throw new IOException("the server closed a connection");
            }
            int head = headLength();
            if (head < 0 || in.position() < head + contentLength(head)) {
                return false;
            }
            int status = (in.get(9) - '0') * 100 + (in.get(10) - '0') * 10 + in.get(11) - '0';
            statuses.merge(status, 1L, Long::sum);
            micros.recordValue(Math.min(HIGHEST_MICROS, (System.nanoTime() - sentAt) / 1_000));
            return true;
        }

        private int headLength() {
            for (int i = 3; i < in.position(); i++) {
                if (in.get(i) == '\n' && in.get(i - 1) == '\r' && in.get(i - 2) == '\n') {
                    return i + 1;
                }
            }
            return -1;
        }

        private int contentLength(int head) {
            for (int i = 0; i < head - LENGTH.length; i++) {
                int k = 0;
                while (k < LENGTH.length && (in.get(i + k) | 0x20) == (LENGTH[k] | 0x20)) {
                    k++;
                }
                if (k == LENGTH.length) {
                    int length = 0;
                    for (int j = i + k; in.get(j) != '\r'; j++) {
                        length = in.get(j) == ' ' ? length : length * 10 + in.get(j) - '0';
                    }
                    return length;
                }
            }
            return 0;
        }
    }

    private Result run(int connections, Duration time, long count) throws IOException {
        try (Selector selector = Selector.open()) {
            long begin = System.nanoTime();
            endNanos = begin + time.toNanos();
            int open = 0;
            for (; open < connections && sent < count; open++) {
                new Connection(selector).send();
            }
            while (open > 0) {
                selector.select(1_000);
                for (Iterator<SelectionKey> keys = selector.selectedKeys().iterator(); keys.hasNext(); ) {
                    Connection connection = (Connection) keys.next().attachment();
                    keys.remove();
                    if (connection.receive()) {
                        if (System.nanoTime() < endNanos && sent < count) {
                            connection.send();
                        } else {
                            connection.channel.close();
                            open--;
                        }
                    }
                }
            }
            return new Result(Map.copyOf(statuses), System.nanoTime() - begin, micros);
        }
    }
}
