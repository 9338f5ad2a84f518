package counterfoil.chaos;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Listens to the stream of server-sent events of one node and notes when each fact came. */
final class Listener implements Closeable {
    private static final int OK = 200;

    private final InputStream stream;
    private final List<Long> arrivals = new ArrayList<>();
    private long position = -1;
    private boolean isOrdered = true;

    private Listener(InputStream stream) {
        this.stream = stream;
    }

    /** Subscribes to the facts of these instruments. */
    static Listener to(ChaosNode node, List<String> instruments) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(node.api() + "/stocks/stream?symbols=" + String.join(",", instruments)))
                .header("Authorization", "Bearer " + ChaosNode.TOKEN)
                .build();
        try {
            HttpResponse<InputStream> response =
                    HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofInputStream());
            if (response.statusCode() != OK) {
                throw new IOException("no stream: " + response.statusCode() + " "
                        + new String(response.body().readAllBytes(), StandardCharsets.UTF_8));
            }
            Listener listener = new Listener(response.body());
            Thread.ofPlatform().daemon().name("listener").start(listener::listen);
            return listener;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private void listen() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("id: ")) {
                    heard(Long.parseLong(line.substring("id: ".length())));
                }
            }
        } catch (IOException ended) {
            System.err.println("a stream ended: " + ended.getMessage());
        }
    }

    private synchronized void heard(long at) {
        isOrdered &= at > position;
        position = at;
        arrivals.add(System.nanoTime());
    }

    /** The longest time without any fact within a span of time, in milliseconds. */
    synchronized long longestSilenceMillis(long from, long to) {
        long before = from;
        long longest = 0;
        for (long at : arrivals) {
            if (at > from && at < to) {
                longest = Math.max(longest, at - before);
                before = at;
            }
        }
        return Math.max(longest, to - before) / 1_000_000;
    }

    /** Whether the positions only ever grew. */
    synchronized boolean isOrdered() {
        return isOrdered;
    }

    synchronized int facts() {
        return arrivals.size();
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }
}
