package counterfoil.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Iterator;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Server-sent events; the fake stock answers every snapshot with sequence number 1387. */
class EventStreamTest {
    private static final String OTHER = "7f3c2a10-9b1e-8c4d-a001-0123456789ac";

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final LiveApi live =
            new LiveApi(LiveApi.settings(Duration.ofSeconds(10), Duration.ofMillis(200), 100, 1 << 20));

    @AfterEach
    void end() {
        live.close();
    }

    /** One event, or null for its id when it has none. */
    private record Event(@Nullable String id, JsonNode messages) {
        String type() {
            return messages.get(0).path("T").asText();
        }
    }

    @Test
    void theSnapshotComesFirstThenQuotesWithoutAndFactsWithAnId() throws Exception {
        try (Stream<String> lines = open("?symbols=AAPL", null)) {
            Iterator<String> in = lines.iterator();
            awaitSnapshot(in);

            live.quote(9, 75.5);
            Event quote = next(in);
            assertThat(quote.type()).isEqualTo("q");
            assertThat(quote.id()).isNull();

            live.bar(1388, 4);
            Event bar = next(in);
            assertThat(bar.type()).isEqualTo("b");
            assertThat(bar.id()).isEqualTo("0");
        }
    }

    /** The other stock says nothing the first time, so that its snapshot comes a second later than Apple's. */
    @Test
    void factsComeInTheOrderOfTheirIdsAlsoWhenASnapshotIsLate() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        live.api.entities.stock(
                OTHER, command -> asked.incrementAndGet() == 1 ? null : Samples.answer(OTHER, command, null));
        try (Stream<String> lines = open("?symbols=AAPL," + OTHER, null)) {
            Iterator<String> in = lines.iterator();
            awaitSnapshot(in);
            live.source.seal(OTHER, 1388, LiveApi.bars(1, 4));
            live.bar(1388, 4);
            live.source.seal(OTHER, 1389, LiveApi.bars(1, 4));

            awaitSnapshot(in);
            for (int position = 0; position < 3; position++) {
                assertThat(next(in).id()).isEqualTo(Integer.toString(position));
            }
        }
    }

    @Test
    void whoConnectsAgainGetsTheFactsSince() throws Exception {
        live.bar(1386, 1);
        live.bar(1387, 2);
        try (Stream<String> lines = open("?symbols=AAPL&resume_from=5", "0")) {
            Iterator<String> in = lines.iterator();

            Event missed = next(in);
            assertThat(missed.id()).isEqualTo("1");
            assertThat(missed.messages().get(0).path("seq").asLong()).isEqualTo(1387);
            live.bar(1388, 3);
            assertThat(next(in).id()).isEqualTo("2");
        }
    }

    @Test
    void whoMissedTooMuchIsToldAndGetsASnapshot() throws Exception {
        for (int i = 1; i <= 40; i++) {
            live.bar(i, i);
        }
        try (Stream<String> lines = open("?symbols=AAPL&resume_from=0", null)) {
            Iterator<String> in = lines.iterator();
            Event event = next(in);
            while (!event.type().equals("skipped")) {
                event = next(in);
            }
            assertThat(event.messages().get(0).path("to_pos").asLong()).isEqualTo(39);
            awaitSnapshot(in);
        }
    }

    @Test
    void heartbeatsAreComments() throws Exception {
        try (Stream<String> lines = open("?symbols=AAPL", null)) {
            assertThat(lines.anyMatch(": heartbeat"::equals)).isTrue();
        }
    }

    @Test
    void whatCannotBeStreamedIsAProblem() {
        TestApi api = live.api;
        assertThat(api.get("/api/v1/stocks/stream").statusCode()).isEqualTo(422);
        assertThat(api.get("/api/v1/stocks/stream?symbols=NOBODY").statusCode()).isEqualTo(404);
        assertThat(api.get("/api/v1/stocks/stream?symbols=AAPL&resume_from=x").statusCode())
                .isEqualTo(422);
        assertThat(api.send(api.anonymous("/api/v1/stocks/stream?symbols=AAPL").GET())
                        .statusCode())
                .isEqualTo(401);
    }

    private Stream<String> open(String query, @Nullable String lastEventId) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + live.port() + "/api/v1/stocks/stream" + query))
                .header("Authorization", "Bearer " + TestApi.TOKEN);
        if (lastEventId != null) {
            request.header("Last-Event-ID", lastEventId);
        }
        HttpResponse<Stream<String>> response = client.send(request.build(), HttpResponse.BodyHandlers.ofLines());
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).contains("text/event-stream");
        return response.body();
    }

    private static void awaitSnapshot(Iterator<String> in) {
        boolean isThere = false;
        while (!isThere) {
            for (JsonNode message : next(in).messages()) {
                isThere |= message.path("T").asText().equals("s");
            }
        }
    }

    private static Event next(Iterator<String> in) {
        String id = null;
        while (true) {
            String line = in.next();
            if (line.startsWith("id: ")) {
                id = line.substring("id: ".length());
            } else if (line.startsWith("data: ")) {
                return new Event(id, Contract.parse(line.substring("data: ".length())));
            }
        }
    }
}
