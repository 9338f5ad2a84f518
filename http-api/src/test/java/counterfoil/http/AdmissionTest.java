package counterfoil.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import counterfoil.http.health.NodePulse.Condition;
import counterfoil.protocol.stock.StockCommand;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is let in, and which answers are let out. */
class AdmissionTest {
    private static final String PRICE = priceOf(Samples.APPLE_ID);
    private static final String DELIST = "/api/v1/admin/stocks/" + Samples.APPLE_ID + "/delist";
    private static final String OTHER = "7f3c2a10-9b1e-8c4d-a001-0123456789ac";
    private static final String ON = "{\"on\":\"2024-01-02\"}";

    private final TestApi api = TestApi.shared();

    @BeforeEach
    @AfterEach
    void everythingIsWell() {
        api.pulse.condition = Condition.STEADY;
        api.entities.asked.clear();
        for (String id : List.of(Samples.APPLE_ID, OTHER)) {
            api.entities.stock(id, command -> Samples.answer(id, command, null));
        }
    }

    @ParameterizedTest
    @CsvSource({"PAUSED, node-paused", "NO_MAJORITY, no-majority"})
    void aNodeThatMayNotSpeakAsksNoEntityAndAnswersAtOnce(Condition condition, String code) {
        api.pulse.condition = condition;

        assertUnavailable(api.get(PRICE), code);
        assertUnavailable(api.post(DELIST, ON), code);
        assertUnavailable(api.get("/api/v1/stocks?q=apple"), code);
        assertUnavailable(api.get("/api/v1/cluster/shards"), code);
        assertThat(api.entities.asked).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/health",
                "/api/v1/health/live",
                "/api/v1/health/db",
                "/api/v1/health/cluster",
                "/api/v1/cluster/members",
                "/api/openapi.json"
            })
    void whatItSaysOfItselfIsAlwaysAnswered(String path) {
        api.pulse.condition = Condition.PAUSED;

        assertThat(api.get(path).statusCode()).isEqualTo(200);
    }

    @Test
    void aNodeThatMayNotSpeakIsNotReadyAndLives() {
        api.pulse.condition = Condition.NO_MAJORITY;

        assertThat(api.get("/api/v1/health/ready").statusCode()).isEqualTo(503);
        assertThat(api.get("/api/v1/health/live").statusCode()).isEqualTo(200);
    }

    @Test
    void whatWasReadBeforeAPauseIsNotAnsweredAfterIt() {
        api.entities.stock(Samples.APPLE_ID, command -> {
            api.pulse.pauseOnce();
            return Samples.answer(Samples.APPLE_ID, command, null);
        });

        assertUnavailable(api.get(PRICE), "node-paused");
    }

    @Test
    void aWriteIsNotAcknowledgedAfterAPause() {
        api.entities.stock(Samples.APPLE_ID, command -> {
            api.pulse.pauseOnce();
            return Samples.answer(Samples.APPLE_ID, command, null);
        });

        assertUnavailable(api.post(DELIST, ON), "outcome-unknown");
        assertThat(api.entities.asked).hasSize(1);
    }

    @Test
    void aNodeThatLosesItsMajorityMeanwhileWaitsForNobody() {
        api.entities.stock(Samples.APPLE_ID, command -> {
            api.pulse.condition = Condition.NO_MAJORITY;
            return null;
        });
        long before = System.nanoTime();

        assertUnavailable(api.get(PRICE), "no-majority");
        api.pulse.condition = Condition.STEADY;
        assertUnavailable(api.post(DELIST, ON), "outcome-unknown");
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofMillis(2_900));
    }

    /** The API of these tests works on forty requests at a time, twenty of them for one entity. */
    @Test
    void moreRequestsThanMayBeInFlightAreRefusedAtOnceAndHealthIsNot() throws InterruptedException {
        List<String> two = List.of(Samples.APPLE_ID, OTHER);
        CountDownLatch forty = new CountDownLatch(40);
        two.forEach(id -> api.entities.stock(id, command -> {
            forty.countDown();
            return null;
        }));
        List<CompletableFuture<HttpResponse<String>>> slow =
                two.stream().flatMap(id -> ask(20, id)).toList();
        forty.await();
        long before = System.nanoTime();

        assertUnavailable(api.get("/api/v1/version"), "overloaded");
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(1));
        assertThat(api.get("/api/v1/health/live").statusCode()).isEqualTo(200);

        slow.forEach(answer -> assertUnavailable(answer.join(), "deadline-exceeded"));
        assertThat(api.get("/api/v1/version").statusCode()).isEqualTo(200);
        assertThat(api.entities.asked).allMatch(StockCommand.Read.class::isInstance);
    }

    @Test
    void aSilentEntityHoldsHalfOfTheRequestsAndTheOthersAreAnsweredMeanwhile() throws InterruptedException {
        CountDownLatch twenty = new CountDownLatch(20);
        api.entities.stock(Samples.APPLE_ID, command -> {
            twenty.countDown();
            return null;
        });
        List<CompletableFuture<HttpResponse<String>>> slow =
                ask(20, Samples.APPLE_ID).toList();
        twenty.await();

        assertUnavailable(api.get(priceOf(Samples.APPLE_ID)), "entity-busy");
        assertUnavailable(api.post(DELIST, ON), "entity-busy");
        List<CompletableFuture<HttpResponse<String>>> others = ask(19, OTHER).toList();
        others.forEach(answer -> assertThat(answer.join().statusCode()).isEqualTo(200));

        slow.forEach(answer -> assertUnavailable(answer.join(), "deadline-exceeded"));
        everythingIsWell();
        assertThat(api.get(PRICE).statusCode()).isEqualTo(200);
    }

    /** A question is put in slices of one second, and the deadline of these tests is one and a half. */
    @Test
    void ofManyThatAreSilentAtOnceHalfAreAskedAgainAndTheRestGiveTheirRoomToOthers() {
        List<String> silent = IntStream.range(0, 30)
                .mapToObj("00000000-0000-4000-8000-%012d"::formatted)
                .toList();
        silent.forEach(id -> api.entities.stock(id, command -> null));
        List<CompletableFuture<HttpResponse<String>>> all =
                silent.stream().flatMap(id -> ask(1, id)).toList();

        all.forEach(answer -> assertUnavailable(answer.join(), "deadline-exceeded"));
        assertThat(api.entities.asked).hasSize(30 + 20);
    }

    private Stream<CompletableFuture<HttpResponse<String>>> ask(int times, String id) {
        return IntStream.range(0, times)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> api.get(priceOf(id)), Thread::startVirtualThread));
    }

    private static String priceOf(String id) {
        return "/api/v1/stocks/" + id + "/price";
    }

    private static void assertUnavailable(HttpResponse<String> response, String code) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(503);
        assertThat(response.headers().firstValue("Retry-After")).contains("1");
        JsonNode problem = Contract.parse(response.body());
        assertThat(problem.get("code").asText()).isEqualTo(code);
    }
}
