package counterfoil.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import counterfoil.node.RunningNode.Answer;
import counterfoil.node.RunningNode.Ended;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a client and an operator may rely on across the death of a node or of its database. */
class NodeIT {
    private static final Instant FIRST_MINUTE = Instant.parse("2024-01-08T00:00:00Z");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Raw AAPL days as QuantConnect LEAN (Apache-2.0, Data/equity/usa) has them. */
    private static final String DAYS = """
            date,open,high,low,close,volume
            2000-09-28,49.31,53.81,48.13,53.38,5841700
            2000-09-29,28.06,29.13,23.19,25.81,134102300
            2000-10-02,26.69,26.75,23.5,24.31,43003400
            """;

    @TempDir
    Path folder;

    private Path data;
    private RunningNode node;

    @BeforeEach
    void start() throws IOException {
        data = folder.resolve("data");
        node = RunningNode.on(data);
    }

    @AfterEach
    void stop() {
        node.close();
    }

    private static String instrument(String ticker, String name) {
        return "{\"ticker\":\"" + ticker + "\",\"mic\":\"XNAS\",\"name\":\"" + name
                + "\",\"currency\":\"USD\",\"type\":\"common_stock\"}";
    }

    private static String minute(int i) {
        return "{\"timeframe\":\"1m\",\"source\":\"feed\",\"bars\":[{\"t\":\"" + FIRST_MINUTE.plusSeconds(60L * i)
                + "\",\"o\":100,\"h\":101,\"l\":99,\"c\":100.5,\"v\":" + i + "}]}";
    }

    private static JsonNode withoutMeta(JsonNode body) {
        return ((ObjectNode) body.deepCopy()).without("meta");
    }

    @Test
    void ofFiftyInstrumentsThatWantOneTickerAtTheSameTimeOneGetsIt() {
        List<CompletableFuture<Answer>> answers = IntStream.range(0, 50)
                .mapToObj(i -> node.posted("/admin/stocks", instrument("AAPL", "Claimant " + i)))
                .toList();
        List<Integer> statuses =
                answers.stream().map(answer -> answer.join().status()).sorted().toList();

        assertThat(statuses)
                .hasSize(50)
                .startsWith(201)
                .filteredOn(status -> status == 201)
                .hasSize(1);
        assertThat(statuses.subList(1, 50)).containsOnly(409);
    }

    @Test
    void ofFiftyEqualListingsOneCreatesAndTheOthersFindTheSameInstrument() {
        List<Answer> answers = IntStream.range(0, 50)
                .mapToObj(i -> node.posted("/admin/stocks", instrument("MSFT", "Microsoft")))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();

        assertThat(answers).extracting(Answer::status).containsOnly(200, 201).containsOnlyOnce(201);
        assertThat(answers)
                .extracting(answer -> answer.body().get("instrument_id"))
                .containsOnly(answers.getFirst().body().get("instrument_id"));
    }

    @Test
    void everythingAcknowledgedBeforeAKillIsThereAfterwardsAndAnswersAreTheSame() throws Exception {
        assertThat(node.post("/admin/stocks", instrument("AAPL", "Apple Inc.")).status())
                .isEqualTo(201);
        Answer days = node.postCsv("/admin/stocks/AAPL/bars?timeframe=1d&source=import", DAYS);
        assertThat(days.body().get("questioned")).hasSize(1);
        JsonNode questions =
                withoutMeta(node.get("/stocks/AAPL/quality?part=questions").body());
        AtomicInteger acknowledged = new AtomicInteger();
        CompletableFuture<Void> feed = CompletableFuture.runAsync(() -> feed(acknowledged));
        Awaited.until(PATIENCE, () -> acknowledged.get() >= 50);

        node.kill();
        feed.handle((nothing, failure) -> failure).join();
        node = RunningNode.on(data);

        JsonNode minutes =
                node.get("/stocks/AAPL/history?timeframe=1m&limit=1000").body();
        assertThat(minutes.get("bars").size()).isBetween(acknowledged.get(), acknowledged.get() + 1);
        assertThat(withoutMeta(node.get("/stocks/AAPL/quality?part=questions").body()))
                .isEqualTo(questions);
        Answer again = node.postCsv("/admin/stocks/AAPL/bars?timeframe=1d&source=import", DAYS);
        assertThat(again.body().get("recorded").asInt()).isZero();
        assertThat(again.body().get("unchanged").asInt()).isEqualTo(3);
    }

    /** Sends one minute after the other and counts the answers, until the node dies. */
    private void feed(AtomicInteger acknowledged) {
        try {
            for (int i = 0; i < 1_000; i++) {
                Answer answer = node.post("/admin/stocks/AAPL/bars", minute(i));
                if (answer.status() == 200) {
                    acknowledged.incrementAndGet();
                }
            }
        } catch (IOException died) {
            assertThat(acknowledged.get()).isPositive();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void withoutItsDatabaseANodeRefusesWritesAnswersReadsAsStaleAndGoesOnByItself() throws Exception {
        node.post("/admin/stocks", instrument("AAPL", "Apple Inc."));
        node.post("/admin/stocks/AAPL/bars", minute(0));
        long postmaster = Long.parseLong(
                Files.readAllLines(data.resolve("postgres/postmaster.pid")).getFirst());

        ProcessHandle.of(postmaster).orElseThrow().destroyForcibly();
        Awaited.until(PATIENCE, () -> node.get("/health/ready").status() == 503);
        Answer refused = node.post("/admin/stocks/AAPL/bars", minute(1));
        Answer read = node.get("/stocks/AAPL/price");

        // The server may be back already, since the node starts it again.
        assertThat(List.of(200, 503)).contains(refused.status());
        if (refused.status() == 503) {
            assertThat(refused.raw().headers().firstValue("Retry-After")).isPresent();
        }
        assertThat(read.status()).isEqualTo(200);
        assertThat(read.body().get("price").asDouble()).isEqualTo(100.5);
        Awaited.until(
                PATIENCE, () -> node.post("/admin/stocks/AAPL/bars", minute(2)).status() == 200);
        assertThat(node.get("/stocks/AAPL/price").body().at("/meta/stale").asBoolean())
                .isFalse();
    }

    @Test
    void whatKeepsANodeFromStartingIsToldInOneLine() throws Exception {
        Ended inUse = RunningNode.failing(data, List.of("--http-port", "0", "--cluster-port", "0"));
        assertThat(inUse.code()).isNotZero();
        assertThat(inUse.errors()).singleElement().asString().contains("in use by process");

        try (ServerSocket taken = new ServerSocket(0)) {
            Ended port = RunningNode.failing(
                    folder.resolve("other"),
                    List.of("--http-port", Integer.toString(taken.getLocalPort()), "--cluster-port", "0"));
            assertThat(port.code()).isNotZero();
            assertThat(port.errors()).singleElement().asString().contains("--http-port");
        }
    }

    @Test
    void aPersonStopsANodeAndItsDatabaseStopsWithIt() throws Exception {
        node.close();

        try (Stream<Path> files = Files.list(data.resolve("postgres"))) {
            assertThat(files.map(file -> file.getFileName().toString())).doesNotContain("postmaster.pid");
        }
    }
}
