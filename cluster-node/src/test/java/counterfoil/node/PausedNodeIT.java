package counterfoil.node;

import static org.assertj.core.api.Assertions.assertThat;

import counterfoil.node.RunningNode.Answer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that is stopped by a signal for longer than its pulse may be late, with requests waiting at its door. */
class PausedNodeIT {
    /** The pulse is late after 2 s. */
    private static final Duration PAUSE = Duration.ofSeconds(3);

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String APPLE =
            "{\"ticker\":\"AAPL\",\"mic\":\"XNAS\",\"name\":\"Apple Inc.\",\"currency\":\"USD\","
                    + "\"type\":\"common_stock\"}";

    @TempDir
    Path folder;

    private RunningNode node;

    @BeforeEach
    void start() throws IOException {
        node = RunningNode.on(folder.resolve("data"));
    }

    @AfterEach
    void stop() {
        node.close();
    }

    private static String minute(int i) {
        return "{\"timeframe\":\"1m\",\"source\":\"feed\",\"bars\":[{\"t\":\"2024-01-08T00:%02d:00Z\",".formatted(i)
                + "\"o\":100,\"h\":101,\"l\":99,\"c\":100.5,\"v\":1}]}";
    }

    @Test
    void whatWaitedAtTheDoorDuringAPauseIsNotAnsweredFromMemoryAndServiceGoesOnByItself() throws Exception {
        assertThat(node.post("/admin/stocks", APPLE).status()).isEqualTo(201);
        assertThat(node.post("/admin/stocks/AAPL/bars", minute(0)).status()).isEqualTo(200);
        assertThat(node.get("/health/cluster").body().at("/pulse/condition").asText())
                .isEqualTo("steady");

        node.signal("STOP");
        long stopped = System.nanoTime();
        List<CompletableFuture<Answer>> waiting = new ArrayList<>();
        for (int i = 1; i <= 10; i++) {
            waiting.add(node.posted("/admin/stocks/AAPL/bars", minute(i)));
        }
        Awaited.until(PATIENCE, () -> System.nanoTime() - stopped > PAUSE.toNanos());
        node.signal("CONT");

        List<Answer> answers = waiting.stream().map(CompletableFuture::join).toList();
        assertThat(answers).extracting(Answer::status).allMatch(Set.of(200, 503)::contains);
        assertThat(answers)
                .filteredOn(answer -> answer.status() == 503)
                .isNotEmpty()
                .allMatch(answer -> Set.of("node-paused", "no-majority", "outcome-unknown")
                        .contains(answer.body().get("code").asText()))
                .allMatch(answer ->
                        answer.raw().headers().firstValue("Retry-After").isPresent());

        Awaited.until(PATIENCE, () -> node.get("/health/ready").status() == 200);
        assertThat(node.get("/health/cluster").body().at("/pulse/pauses").asInt())
                .isEqualTo(1);
        long acknowledged =
                answers.stream().filter(answer -> answer.status() == 200).count();
        int recorded = node.get("/stocks/AAPL/history?timeframe=1m&limit=1000")
                .body()
                .get("bars")
                .size();
        assertThat((long) recorded).isBetween(1 + acknowledged, 11L);
        assertThat(node.post("/admin/stocks/AAPL/bars", minute(11)).status()).isEqualTo(200);
    }
}
