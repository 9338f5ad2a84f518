package counterfoil.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import counterfoil.protocol.stock.StockCommand;
import counterfoil.protocol.stock.StockEvent;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a client of the WebSocket is told, in order. The fake stock answers every snapshot with sequence number 1387. */
class WebSocketTest {
    private final LiveApi live = new LiveApi(LiveApi.settings());

    @AfterEach
    void end() {
        live.close();
    }

    @Test
    void aSubscriberGetsTheSnapshotThenQuotes() {
        try (LiveClient client = LiveClient.authenticated(live)) {
            client.subscribe("\"quotes\":[\"AAPL\"]");

            assertThat(names(client.next("subscription"), "quotes")).containsExactly("AAPL");
            JsonNode snapshot = client.next("s");
            assertThat(snapshot.path("seq").asLong()).isEqualTo(1387);
            assertThat(snapshot.path("id").asText()).isEqualTo(Samples.APPLE_ID);
            assertThat(snapshot.path("price").asDouble()).isEqualTo(75.09);

            live.quote(7, 75.25);
            JsonNode quote = client.next("q");
            assertThat(quote.path("p").asDouble()).isEqualTo(75.25);
            assertThat(quote.path("S").asText()).isEqualTo("AAPL");
            assertThat(quote.path("seq").asLong()).isEqualTo(7);
        }
    }

    @Test
    void factsThatTheSnapshotKnowsAreNotToldAgain() {
        try (LiveClient client = LiveClient.authenticated(live)) {
            client.subscribe("\"bars\":[\"AAPL\"]");
            client.next("subscription");
            client.next("s");

            live.bar(1386, 1);
            live.bar(1387, 2);
            live.bar(1388, 3);

            JsonNode bar = client.next("b");
            assertThat(bar.path("seq").asLong()).isEqualTo(1388);
            assertThat(bar.path("pos").asLong()).isEqualTo(2);
            assertThat(bar.path("c").asDouble()).isEqualTo(3);
            assertThat(bar.path("timeframe").asText()).isEqualTo("1d");
        }
    }

    @Test
    void factsThatComeWhileTheStockIsAskedFollowTheSnapshot() {
        CompletableFuture<Boolean> asked = new CompletableFuture<>();
        live.api.entities.stock(Samples.APPLE_ID, command -> {
            if (command instanceof StockCommand.GetPrice && asked.complete(true)) {
                // Sealed after the client was registered and before it has its snapshot; one is in it, one is not.
                live.bar(1387, 2);
                live.bar(1388, 3);
            }
            return Samples.answer(Samples.APPLE_ID, command, null);
        });
        try (LiveClient client = LiveClient.authenticated(live)) {
            client.subscribe("\"bars\":[\"AAPL\"]");
            client.next("subscription");

            assertThat(client.next("s").path("seq").asLong()).isEqualTo(1387);
            assertThat(client.next("b").path("seq").asLong()).isEqualTo(1388);
        }
        live.api.entities.stock(Samples.APPLE_ID, command -> Samples.answer(Samples.APPLE_ID, command, null));
    }

    @Test
    void everyFactIsToldSoThatNumbersHaveNoGap() {
        try (LiveClient client = LiveClient.authenticated(live)) {
            client.subscribe("\"bars\":[\"AAPL\"]");
            client.next("subscription");
            client.next("s");

            live.bar(1388, 3);
            seal(1389, new StockEvent.ImportWithdrawn("import-1", LiveApi.cause()));
            seal(1390, new StockEvent.QuestionsAccepted(List.of(4L), LiveApi.cause()));
            seal(1391, new StockEvent.QuestionsRejected(List.of(5L), LiveApi.cause()));
            seal(1392, new StockEvent.CorporateActionsRecorded(LiveApi.origin(), List.of(), LiveApi.cause()));
            seal(1393, new StockEvent.InstrumentDelisted(LocalDate.EPOCH, LiveApi.cause()));

            client.next("b");
            assertHistory(client.next("h"), 1389, "import-withdrawn");
            assertHistory(client.next("h"), 1390, "questions-accepted");
            assertHistory(client.next("n"), 1391, "questions-rejected");
            assertHistory(client.next("h"), 1392, "corporate-actions");
            assertHistory(client.next("i"), 1393, "delisted");
        }
    }

    @Test
    void aBatchOfBarsIsManyMessagesWithOneNumber() {
        try (LiveClient client = LiveClient.authenticated(live)) {
            client.subscribe("\"bars\":[\"*\"]");
            client.next("subscription");

            seal(1, LiveApi.bars(500, 5));

            for (int i = 0; i < 500; i++) {
                assertThat(client.next("b").path("seq").asLong()).isEqualTo(1);
            }
        }
    }

    @Test
    void allBarsAreToldOfInstrumentsThatNobodyNamed() {
        try (LiveClient client = LiveClient.authenticated(live)) {
            client.subscribe("\"bars\":[\"*\",\"AAPL\"]");
            client.await(message -> message.path("T").asText().equals("s"));

            live.source.seal("00000000-0000-4000-8000-000000000001", 3, LiveApi.bars(1, 5));
            live.bar(1388, 4);

            JsonNode other = client.next("b");
            assertThat(other.path("id").asText()).endsWith("001");
            assertThat(other.path("S").isNull()).isTrue();
            JsonNode own = client.next("b");
            assertThat(own.path("seq").asLong()).isEqualTo(1388);
            assertThat(own.path("S").asText()).isEqualTo("AAPL");

            live.bar(1389, 4);
            assertThat(client.next("b").path("seq").asLong()).isEqualTo(1389);
        }
    }

    @Test
    void whoResumesGetsWhatWasSealedSince() {
        for (int i = 1384; i <= 1387; i++) {
            live.bar(i, i);
        }
        try (LiveClient client = LiveClient.authenticated(live)) {
            client.subscribe("\"bars\":[{\"symbol\":\"AAPL\",\"resume_from\":1385}]");
            client.next("subscription");

            assertThat(client.next("b").path("seq").asLong()).isEqualTo(1386);
            assertThat(client.next("b").path("seq").asLong()).isEqualTo(1387);
            live.bar(1388, 1);
            assertThat(client.next("b").path("seq").asLong()).isEqualTo(1388);
        }
    }

    @Test
    void whoResumesFromTooFarAwayIsToldWhatItMisses() {
        try (LiveClient client = LiveClient.authenticated(live)) {
            client.subscribe("\"bars\":[{\"symbol\":\"AAPL\",\"resume_from\":1000}]");
            client.next("subscription");

            assertThat(client.next("s").path("seq").asLong()).isEqualTo(1387);
            JsonNode skipped = client.next("skipped");
            assertThat(skipped.path("from").asLong()).isEqualTo(1001);
            assertThat(skipped.path("to").asLong()).isEqualTo(1387);
        }
    }

    @Test
    void whatIsUnsubscribedIsToldNoMore() {
        try (LiveClient client = LiveClient.authenticated(live)) {
            client.subscribe("\"quotes\":[\"AAPL\"],\"bars\":[\"AAPL\"]");
            client.next("subscription");
            client.next("s");
            client.send("{\"action\":\"unsubscribe\",\"quotes\":[\"AAPL\"]}");
            JsonNode left = client.next("subscription");
            assertThat(names(left, "quotes")).isEmpty();
            assertThat(names(left, "bars")).containsExactly("AAPL");

            live.quote(1, 75);
            live.bar(1388, 1);

            assertThat(client.next().path("T").asText()).isEqualTo("b");
        }
    }

    @Test
    void symbolsStandForQuotesAndBars() {
        try (LiveClient client = LiveClient.authenticated(live)) {
            client.send("{\"type\":\"subscribe\",\"symbols\":[\"AAPL\"]}");

            JsonNode subscription = client.next("subscription");
            assertThat(names(subscription, "quotes")).containsExactly("AAPL");
            assertThat(names(subscription, "bars")).containsExactly("AAPL");
        }
    }

    @Test
    void aNameThatNobodyHasIsAnErrorAndTheOthersGoOn() {
        try (LiveClient client = LiveClient.authenticated(live)) {
            client.subscribe("\"quotes\":[\"AAPL\",\"NOBODY\",\"not a name\"]");

            JsonNode first = client.await(message -> message.path("T").asText().equals("error"));
            JsonNode second = client.await(message -> message.path("T").asText().equals("error"));
            assertThat(List.of(
                            first.path("problem").asText(),
                            second.path("problem").asText()))
                    .containsExactlyInAnyOrder("unknown-instrument", "malformed-instrument");
            assertThat(first.path("code").asInt()).isEqualTo(411);
            JsonNode subscription =
                    client.await(message -> message.path("T").asText().equals("subscription"));
            assertThat(names(subscription, "quotes")).containsExactly("AAPL");
        }
    }

    @Test
    void quotesAreWantedOnlyWhileSomebodyListens() throws InterruptedException {
        try (LiveClient client = LiveClient.authenticated(live)) {
            client.subscribe("\"quotes\":[\"AAPL\"]");
            live.source.awaitWanted(wanted -> wanted.contains(Samples.APPLE_ID));
        }
        live.source.awaitWanted(Set::isEmpty);
    }

    @Test
    void aLogThatCannotBeReadIsSaid() {
        live.source.isReading = false;
        try (LiveClient client = LiveClient.authenticated(live)) {
            client.subscribe("\"bars\":[\"AAPL\"]");

            assertThat(client.next("error").path("code").asInt()).isEqualTo(503);
            assertThat(names(client.next("subscription"), "bars")).isEmpty();

            live.source.isReading = true;
            client.subscribe("\"bars\":[\"AAPL\"]");
            assertThat(names(client.next("subscription"), "bars")).containsExactly("AAPL");
        }
    }

    private void seal(long sequenceNumber, StockEvent event) {
        live.source.seal(Samples.APPLE_ID, sequenceNumber, event);
    }

    private static void assertHistory(JsonNode message, long sequenceNumber, String what) {
        assertThat(message.path("seq").asLong()).isEqualTo(sequenceNumber);
        assertThat(message.path("what").asText()).isEqualTo(what);
    }

    private static List<String> names(JsonNode subscription, String kind) {
        return StreamSupport.stream(subscription.path(kind).spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
