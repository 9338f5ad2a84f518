package counterfoil.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import counterfoil.node.RunningNode.Answer;
import java.io.IOException;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The past as an investor and an auditor read it, of a node in a JVM of its own and of its database alone. */
class ReplayIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    static Path folder;

    private static Path data;
    private static RunningNode node;
    private static int stocks;

    private String ticker;
    private String stock;

    @BeforeAll
    static void start() throws IOException {
        data = folder.resolve("data");
        node = RunningNode.on(data);
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @BeforeEach
    void aStockWithABar() throws Exception {
        ticker = "T" + ++stocks;
        stock = list(ticker, "Apple Inc.");
        bar("2020-01-02", 75.09, "first");
    }

    private String list(String symbol, String name) throws Exception {
        Answer listed = node.post(
                "/admin/stocks",
                "{\"ticker\":\"" + symbol + "\",\"mic\":\"XNAS\",\"name\":\"" + name
                        + "\",\"currency\":\"USD\",\"type\":\"common_stock\"}");
        assertThat(listed.status()).isEqualTo(201);
        return listed.body().get("instrument_id").asText();
    }

    /** Returns the import's id. */
    private String bar(String date, double close, String source) throws Exception {
        Answer recorded = node.post(
                "/admin/stocks/" + ticker + "/bars",
                "{\"timeframe\":\"1d\",\"source\":\"" + source + "\",\"bars\":[{\"t\":\"" + date + "\",\"o\":" + close
                        + ",\"h\":" + close + ",\"l\":" + close + ",\"c\":" + close + ",\"v\":1}]}");
        assertThat(recorded.status()).isEqualTo(200);
        return recorded.body().get("import_id").asText();
    }

    private String now() throws Exception {
        return node.get("/stocks/" + ticker).body().at("/meta/computed_at").asText();
    }

    private JsonNode price(@Nullable String knownAt) throws Exception {
        Answer price = node.get("/stocks/" + ticker + "/price" + (knownAt == null ? "" : "?known_at=" + knownAt));
        assertThat(price.status()).isEqualTo(200);
        return price.body();
    }

    @Test
    void aCorrectionAndAWithdrawnImportAreSeenOnlyByThoseWhoKnowOfThem() throws Exception {
        String first = now();
        bar("2020-01-02", 74.95, "first");
        String corrected = now();
        String withdrawn = bar("2020-01-03", 74.36, "first");
        String twoDays = now();
        node.post("/admin/stocks/" + ticker + "/imports/" + withdrawn + "/withdraw", "{}");

        assertThat(price(first).get("price").asDouble()).isEqualTo(75.09);
        assertThat(price(first).at("/meta/sequence_number").asInt()).isEqualTo(2);
        assertThat(price(first).at("/meta/known_at").asText()).isEqualTo(first);
        assertThat(price(corrected).get("price").asDouble()).isEqualTo(74.95);
        assertThat(price(twoDays).get("price").asDouble()).isEqualTo(74.36);
        assertThat(price(null).get("price").asDouble()).isEqualTo(74.95);
        assertThat(price(null).at("/meta/sequence_number").asInt()).isEqualTo(5);
    }

    @Test
    void theTagOfAPastAnswerStaysWhenMoreIsRecorded() throws Exception {
        String then = now();
        String path = "/stocks/" + ticker + "/history?known_at=" + then;
        String tag = node.get(path).raw().headers().firstValue("ETag").orElseThrow();
        bar("2020-01-03", 74.36, "first");

        assertThat(node.get(path).raw().headers().firstValue("ETag")).contains(tag);
        assertThat(node.get("/stocks/" + ticker + "/history").raw().headers().firstValue("ETag"))
                .isPresent()
                .get()
                .isNotEqualTo(tag);
    }

    @Test
    void aTickerIsLookedUpAsItWasKnown() throws Exception {
        String before = "2020-01-01T00:00:00Z";
        Answer unknown = node.get("/stocks/" + ticker + "/price?known_at=" + before);
        String then = now();
        node.patch(
                "/admin/stocks/" + stock,
                "{\"identifiers\":[{\"scheme\":\"ticker\",\"value\":\"WAS" + ticker + "\",\"mic\":\"XNAS\"}]}");
        String other = list(ticker, "Another");

        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.body().get("code").asText()).isEqualTo("unknown-instrument");
        assertThat(node.get("/stocks/" + ticker + ".XNAS")
                        .body()
                        .get("instrument_id")
                        .asText())
                .isEqualTo(other);
        assertThat(node.get("/stocks/" + ticker + ".XNAS?known_at=" + then)
                        .body()
                        .get("instrument_id")
                        .asText())
                .isEqualTo(stock);
    }

    @Test
    void theDigestIsTheSameFromTheApiFromTheDatabaseBesideTheNodeAndWithoutItAndByHand() throws Exception {
        bar("2020-01-03", 74.36, "first");
        Answer state = node.get("/audit/entities/stock/" + stock + "/state");
        String digest = state.body().get("digest").asText();
        List<String> hash = List.of("audit", "replay", "stock", stock, "--hash", "--data-dir", data.toString());

        assertThat(state.body().get("sequence_number").asInt()).isEqualTo(3);
        assertThat(digestOf(state.body().get("state"))).isEqualTo(digest);
        assertThat(output(hash)).isEqualTo(digest);
        node.close();
        assertThat(output(hash)).isEqualTo(digest);
        assertThat(Files.exists(data.resolve("postgres/postmaster.pid")))
                .as("the command stops the database that it started")
                .isFalse();
        node = RunningNode.on(data);
        List<String> json = new ArrayList<>(hash);
        json.set(4, "--json");
        assertThat(JSON.readTree(output(json)).get("state"))
                .isEqualTo(state.body().get("state"));
    }

    @Test
    void anAuditorReadsTheEventsAndWhatIsNotThereIsSaid() throws Exception {
        Answer events = node.get("/audit/entities/stock/" + stock + "/events?limit=1");
        JsonNode listed = events.body().at("/events/0");

        assertThat(listed.get("type").asText()).isEqualTo("stock.InstrumentListed");
        assertThat(listed.at("/body/instrument/name").asText()).isEqualTo("Apple Inc.");
        assertThat(listed.get("recorded_at")).isEqualTo(listed.at("/body/cause/recorded_at"));
        assertThat(events.body().get("next_from").asInt()).isEqualTo(2);
        assertThat(node.get("/audit/entities/listing/" + ticker + ".XNAS/state")
                        .body()
                        .at("/state/spans")
                        .has(stock))
                .isTrue();
        for (String path : List.of("/stock/nobody/state", "/stock/nobody/events", "/stork/x/state")) {
            assertThat(node.get("/audit/entities" + path).body().get("code").asText())
                    .isEqualTo("unknown-entity");
        }
        assertThat(node.get("/audit/entities/stock/" + stock + "/state?known_at=2020-01-01")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void aSpoiledRowStopsItsStockWithItsNameAndNoOther() throws Exception {
        String spoiled = "00000000-0000-4000-8000-000000000001";
        String columns = "sequence_number, writer, write_timestamp, event_ser_id, event_ser_manifest, event_payload";
        asSuperuser(
                "INSERT INTO event_journal (persistence_id, " + columns + ") SELECT 'stock|" + spoiled + "', " + columns
                        + " FROM event_journal WHERE persistence_id = 'stock|" + stock + "' ORDER BY sequence_number",
                "ALTER TABLE event_journal DISABLE TRIGGER append_only",
                "UPDATE event_journal SET event_payload = 'x' WHERE persistence_id = 'stock|" + spoiled
                        + "' AND sequence_number = 2",
                "ALTER TABLE event_journal ENABLE ALWAYS TRIGGER append_only");

        Answer live = node.get("/stocks/" + spoiled + "/price");
        Answer past = node.get("/stocks/" + spoiled + "/price?known_at=" + now());

        for (Answer answer : List.of(live, past)) {
            assertThat(answer.status()).isEqualTo(500);
            assertThat(answer.body().get("code").asText()).isEqualTo("journal-unreadable");
            assertThat(answer.body().get("detail").asText()).isEqualTo("stock|" + spoiled + " at sequence number 2");
        }
        assertThat(node.get("/stocks/" + stock).status()).isEqualTo(200);
        JsonNode row =
                node.get("/audit/entities/stock/" + spoiled + "/events").body().at("/events/1");
        assertThat(row.get("payload_base64").asText()).isEqualTo("eA==");
    }

    private void asSuperuser(String... statements) throws Exception {
        Properties access = new Properties();
        try (Reader file = Files.newBufferedReader(data.resolve("postgres.properties"))) {
            access.load(file);
        }
        try (Connection connection = DriverManager.getConnection(
                        access.getProperty("url"),
                        access.getProperty("superuser"),
                        access.getProperty("superuser_password"));
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static String output(List<String> arguments) throws IOException {
        Process process = ChildJava.command(arguments)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertThat(process.onExit().join().exitValue()).as(out).isZero();
        return out;
    }

    /** The digest as docs/audit/replay.md describes it, from the JSON alone. */
    private static String digestOf(JsonNode value) throws Exception {
        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        encode(value, sha256);
        return HexFormat.of().formatHex(sha256.digest());
    }

    private static void encode(JsonNode value, MessageDigest out) {
        if (value.isObject()) {
            out.update((byte) '{');
            value.properties().forEach(field -> {
                encode(field.getKey(), out);
                encode(field.getValue(), out);
            });
            out.update((byte) '}');
        } else if (value.isArray()) {
            out.update((byte) '[');
            value.forEach(item -> encode(item, out));
            out.update((byte) ']');
        } else if (value.isTextual()) {
            encode(value.asText(), out);
        } else if (value.isIntegralNumber()) {
            out.update((byte) 'i');
            out.update(ByteBuffer.allocate(8).putLong(value.asLong()).flip());
        } else if (value.isDouble()) {
            out.update((byte) 'd');
            out.update(ByteBuffer.allocate(8).putDouble(value.asDouble()).flip());
        } else {
            out.update((byte) (value.asBoolean() ? 't' : 'f'));
        }
    }

    private static void encode(String text, MessageDigest out) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.update((byte) 's');
        out.update(ByteBuffer.allocate(4).putInt(bytes.length).flip());
        out.update(bytes);
    }
}
