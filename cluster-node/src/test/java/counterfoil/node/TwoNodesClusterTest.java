package counterfoil.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import counterfoil.node.RunningNode.Answer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes on one database: whichever a client asks, the same entity answers, and one may leave in good order. */
class TwoNodesClusterTest {
    private static final List<String> TICKERS = List.of("AA", "BB", "CC", "DD", "EE", "FF", "GG", "HH");
    private static final List<String> READS = List.of(
            "",
            "/price",
            "/history?timeframe=1d",
            "/technicals?indicators=sma:2",
            "/corporate-actions",
            "/identifiers",
            "/quality");

    private static final String DAYS = """
            date,open,high,low,close,volume
            2024-01-02,10,12,9,11,1000
            2024-01-03,11,13,10,12,1100
            2024-01-04,12,3,11,13,1200
            """;

    private static final String ACTIONS = """
            {"actions":[{"type":"cash_dividend","ex_date":"2024-01-03","amount":"0.1","currency":"USD"}]}""";

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @TempDir
    private Path folder;

    @Test
    void bothAnswerAlikeAndOneLeavesWithoutAGap() throws Exception {
        Path data = folder.resolve("one");
        try (RunningNode one = RunningNode.on(data)) {
            try (RunningNode two = RunningNode.beside(data, folder.resolve("two"), Map.of())) {
                for (String ticker : TICKERS) {
                    bring(ticker, one, two);
                }
                for (String ticker : TICKERS) {
                    assertSameAnswers(ticker, one, two);
                }
                assertThatATicketOpensOneSocketInAll(one, two);
                assertThat(leaveByRoute(one, two)).isZero();
            }
            Answer last = one.post("/cluster/members/" + addressOf(one) + "/leave", "");
            assertThat(last.status()).isEqualTo(409);
            assertThat(last.body().path("code").asText()).isEqualTo("leave-unsafe");
            for (String ticker : TICKERS) {
                Answer price = one.get("/stocks/" + ticker + "/price");
                assertThat(price.status())
                        .as(() -> price.body() + errorsOf(data))
                        .isEqualTo(200);
            }
        }
        // Members that leave in good order are never found unreachable by those who stay.
        assertThat(Files.readString(RunningNode.errorsOf(data))).doesNotContain("UNREACHABLE");
    }

    /** An instrument whose writes go through one node and the next, wherever its entity lives. */
    private static void bring(String ticker, RunningNode one, RunningNode two) throws Exception {
        String instrument = "{\"ticker\":\"" + ticker + "\",\"mic\":\"XNAS\",\"name\":\"Company " + ticker
                + "\",\"currency\":\"USD\",\"type\":\"common_stock\"}";
        assertThat(one.post("/admin/stocks", instrument).status()).isEqualTo(201);
        Answer bars = two.postCsv("/admin/stocks/" + ticker + "/bars?timeframe=1d&source=import", DAYS);
        assertThat(bars.body().path("recorded").asInt()).isEqualTo(2);
        assertThat(bars.body().path("questioned")).hasSize(1);
        assertThat(one.post("/admin/stocks/" + ticker + "/corporate-actions", ACTIONS)
                        .status())
                .isEqualTo(200);
        assertThat(two.post("/admin/stocks", instrument.replace("Company", "Other"))
                        .status())
                .isEqualTo(409);
    }

    private static void assertSameAnswers(String ticker, RunningNode one, RunningNode two) throws Exception {
        for (String read : READS) {
            Answer ofOne = one.get("/stocks/" + ticker + read);
            Answer ofTwo = two.get("/stocks/" + ticker + read);
            assertThat(ofOne.status()).as(read).isEqualTo(200);
            assertThat(withoutMeta(ofTwo)).as(read).isEqualTo(withoutMeta(ofOne));
        }
    }

    /** A ticket of one node opens a socket at the other, and then none at either. */
    private static void assertThatATicketOpensOneSocketInAll(RunningNode one, RunningNode two) throws Exception {
        Answer issued = one.post("/ws/ticket", "");
        assertThat(issued.status()).isEqualTo(200);
        String ticket = issued.body().path("ticket").asText();
        WebSocket socket = open(two, ticket);
        socket.abort();
        for (RunningNode node : List.of(one, two)) {
            assertThatThrownBy(() -> open(node, ticket))
                    .satisfies(refused -> assertThat(statusOf(refused)).isEqualTo(401));
        }
    }

    private static int statusOf(Throwable refused) {
        return refused.getCause() instanceof WebSocketHandshakeException answered
                ? answered.getResponse().statusCode()
                : 0;
    }

    private static WebSocket open(RunningNode node, String ticket) {
        URI door = URI.create("ws://127.0.0.1:" + node.port() + "/api/v1/ws?ticket=" + ticket);
        return CLIENT.newWebSocketBuilder()
                .buildAsync(door, new WebSocket.Listener() {})
                .join();
    }

    /** Asks one node to let the other leave; the exit code of the one that left. */
    private static int leaveByRoute(RunningNode one, RunningNode two) throws Exception {
        String address = addressOf(two);
        assertThat(one.post("/cluster/members/" + address + "/leave", "").status())
                .isEqualTo(202);
        int code = two.awaitEnd();
        Awaited.until(
                PATIENCE,
                () -> one.get("/cluster/members").body().path("members").size() == 1);
        return code;
    }

    private static String addressOf(RunningNode node) throws Exception {
        for (JsonNode member : node.get("/cluster/members").body().path("members")) {
            if (member.path("this_node").asBoolean()) {
                return member.path("address").asText();
            }
        }
        throw new IllegalStateException("a node that is no member of its own cluster");
    }

    private static String errorsOf(Path data) {
        try {
            return Files.readString(RunningNode.errorsOf(data));
        } catch (IOException unreadable) {
            return unreadable.toString();
        }
    }

    private static JsonNode withoutMeta(Answer answer) {
        return ((ObjectNode) answer.body().deepCopy()).without("meta");
    }
}
