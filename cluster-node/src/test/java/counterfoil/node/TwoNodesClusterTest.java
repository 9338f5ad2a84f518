package counterfoil.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import counterfoil.node.RunningNode.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
            }
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
