package counterfoil.persistence.sealer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Heads leave the database: to a folder, and to an address that may be slow or away. */
class HeadSinkTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    @TempDir
    Path folder;

    private final List<String> received = new CopyOnWriteArrayList<>();
    private final AtomicInteger status = new AtomicInteger(204);
    private HttpServer server;
    private URI address;

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/heads", exchange -> {
            received.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
            exchange.sendResponseHeaders(status.get(), -1);
            exchange.close();
        });
        server.start();
        address = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/heads");
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private static PublishedHead head(long size) {
        return new PublishedHead(1, "counterfoil.test/log", size, new byte[32], "note of " + size + "\n", NOON);
    }

    @Test
    void anAddressIsSentTheNote() throws IOException {
        new HttpHeadSink(address).keep(head(7));
        assertThat(received).containsExactly("note of 7\n");
    }

    @Test
    void anAnswerOfThreeHundredOrMoreIsAFailure() {
        status.set(503);
        assertThatThrownBy(() -> new HttpHeadSink(address).keep(head(7)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("503");
    }

    @Test
    void anAddressThatIsNoWebAddressIsRefused() {
        assertThatThrownBy(() -> new HttpHeadSink(URI.create("file:/tmp/heads")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("file:/tmp/heads");
    }

    @Test
    void anAddressThatWasAwayGetsTheNewestHeadWhenItIsBack() throws Exception {
        status.set(500);
        try (HeadOutbox outbox = HeadOutbox.start(new HttpHeadSink(address), Duration.ofMillis(100))) {
            outbox.offer(head(1));
            assertThat(Waiting.until(Duration.ofSeconds(10), () -> received.size() >= 2))
                    .isTrue();
            status.set(204);
            outbox.offer(head(2));
            assertThat(Waiting.until(
                            Duration.ofSeconds(10), () -> received.getLast().equals("note of 2\n")))
                    .isTrue();
        }
    }

    @Test
    void aFolderHoldsTheNewestNoteAndEveryHeadOfTheDay() throws IOException {
        HeadFolder heads = HeadFolder.open(folder);
        heads.keep(head(1));
        heads.keep(head(2));
        assertThat(folder.resolve("checkpoint")).hasContent("note of 2");
        assertThat(Files.readAllLines(folder.resolve("heads-2026-11-22.ndjson")))
                .hasSize(2);
        assertThat(HeadFolder.open(folder).newest().orElseThrow().size()).isEqualTo(2);
    }

    @Test
    void aLineThatACrashCutOffIsPassedOver() throws IOException {
        HeadFolder.open(folder).keep(head(1));
        Files.writeString(
                folder.resolve("heads-2026-11-22.ndjson"), "{\"log_id\":1,\"size\":2", StandardOpenOption.APPEND);
        HeadFolder afterTheCrash = HeadFolder.open(folder);
        assertThat(afterTheCrash.newest().orElseThrow().size()).isEqualTo(1);
        afterTheCrash.keep(head(3));
        assertThat(HeadFolder.open(folder).newest().orElseThrow().size()).isEqualTo(3);
    }

    @Test
    void aWholeLineWithATimeThatIsNoneIsPassedOverToo() throws IOException {
        HeadFolder.open(folder).keep(head(1));
        Path day = folder.resolve("heads-2026-11-22.ndjson");
        Files.writeString(
                day,
                Files.readString(day).replace("\"made_at\":\"2026-11-22T12:00:00Z\"", "\"made_at\":\"noon\""),
                StandardOpenOption.APPEND);
        assertThat(HeadFolder.open(folder).newest().orElseThrow().size()).isEqualTo(1);
        assertThat(Files.readAllLines(day)).hasSize(2);
    }

    @Test
    void aFolderThatCannotBeWrittenIsReportedAndDoesNotStopSealing() throws IOException {
        HeadFolder heads = HeadFolder.open(folder);
        Files.createDirectory(folder.resolve("heads-2026-11-22.ndjson"));
        SealGauge gauge = new SealGauge();
        heads.offer(head(1), gauge);
        assertThat(gauge.status().exportProblem()).contains(folder.toString());
        assertThat(gauge.status().isHealthy()).isFalse();
        Files.delete(folder.resolve("heads-2026-11-22.ndjson"));
        heads.offer(head(2), gauge);
        assertThat(gauge.status().exportProblem()).isNull();
    }
}
