package counterfoil.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import counterfoil.persistence.TestDatabase;
import counterfoil.persistence.TestLog;
import counterfoil.persistence.seal.EventProof;
import counterfoil.persistence.seal.Merkle;
import counterfoil.persistence.seal.Proofs;
import counterfoil.persistence.seal.SignedHead;
import counterfoil.persistence.seal.Tile;
import counterfoil.persistence.seal.VerifierKey;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A log as an auditor sees it who knows nothing of it but HTTP and the formats' documents. */
class AuditLogIT {
    private static final String AUDIT = "/api/v1/audit";
    private static final Instant AT = Instant.parse("2024-03-05T14:30:00Z");
    private static final HexFormat HEX = HexFormat.of();
    /** Sizes at which a head is published: round ones of the tree and others. */
    private static final List<Integer> SIZES = List.of(1, 2, 3, 7, 8, 255, 256, 257, 511, 700);

    private static final TestApi API = TestApi.shared();
    private static TestDatabase database;
    private static TestLog log;

    @BeforeAll
    static void fill() throws SQLException {
        database = TestDatabase.shared();
        log = new TestLog(database);
        int before = 0;
        for (int size : SIZES) {
            log.write("stock|to-" + size, "stock.BarsRecorded.v1", size - before, AT);
            log.seal();
            log.publish(AT.plusSeconds(size));
            before = size;
        }
        // Sealed, but under no head yet.
        log.write("stock|unsigned", "stock.BarsRecorded.v1", 1, AT);
        log.seal();
        // Not even sealed.
        log.write("stock|unsealed", "stock.BarsRecorded.v1", 1, AT);
    }

    @BeforeEach
    void aLogThatCanBeRead() {
        API.log = database::asApp;
        API.keys = log.keys();
    }

    @AfterAll
    static void nothingIsLeft() {
        API.log = () -> {
            throw new SQLException("there is no database");
        };
        API.keys = List.of();
    }

    @Test
    void theCheckpointIsTheNewestHeadAndItsKeyIsServed() {
        HttpResponse<String> checkpoint = API.get(AUDIT + "/log/checkpoint");
        List<VerifierKey> keys = API.get(AUDIT + "/log/keys")
                .body()
                .lines()
                .map(VerifierKey::parse)
                .toList();

        assertThat(checkpoint.statusCode()).isEqualTo(200);
        assertThat(checkpoint.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(SignedHead.open(checkpoint.body(), keys).checkpoint().size()).isEqualTo(700);
    }

    /** RFC 9162, section 2.1.1, from nothing but the tiles of level 0. */
    @Test
    void theTilesHashToTheRootOfTheCheckpoint() throws Exception {
        SignedHead head = SignedHead.open(API.get(AUDIT + "/log/checkpoint").body(), log.keys());
        List<byte[]> leaves = new ArrayList<>();
        for (String tile : List.of("0/000", "0/001", "0/002.p/188")) {
            leaves.addAll(hashes(bytes("/log/tile/" + tile)));
        }
        List<byte[]> level1 = hashes(bytes("/log/tile/1/000.p/2"));

        assertThat(leaves).hasSize(700);
        assertThat(naiveRoot(leaves)).isEqualTo(head.checkpoint().root());
        assertThat(level1.get(0)).isEqualTo(naiveRoot(leaves.subList(0, 256)));
        assertThat(level1.get(1)).isEqualTo(naiveRoot(leaves.subList(256, 512)));
    }

    @Test
    void theBundlesHashToTheTilesOfLevelZero() throws Exception {
        List<byte[]> hashes = new ArrayList<>();
        for (String tile : List.of("000", "001", "002.p/188")) {
            ByteBuffer bundle = ByteBuffer.wrap(bytes("/log/tile/entries/" + tile));
            while (bundle.hasRemaining()) {
                byte[] leaf = new byte[Short.toUnsignedInt(bundle.getShort())];
                bundle.get(leaf);
                hashes.add(Merkle.leafHash(leaf));
            }
        }
        assertThat(hashes).hasSize(700);
        assertThat(naiveRoot(hashes)).isEqualTo(naiveRoot(log.leaves().subList(0, 700)));
    }

    @Test
    void everyTileOfThePublishedLogIsServedAndWholeOnesMayBeKept() {
        for (Tile tile : Tile.all(700).toList()) {
            HttpResponse<String> response = API.get(AUDIT + "/log/" + tile.path());
            assertThat(response.statusCode()).as(tile.path()).isEqualTo(200);
            assertThat(response.headers().firstValue("Content-Type")).contains("application/octet-stream");
            assertThat(response.headers().firstValue("Cache-Control").orElse("").contains("immutable"))
                    .as(tile.path())
                    .isEqualTo(tile.isWhole());
        }
        // An older, narrower view of a tile that has grown since.
        assertThat(API.get(AUDIT + "/log/tile/0/001.p/1").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0/002.p/189",
                "0/002",
                "0/003.p/1",
                "1/000.p/3",
                "2/000.p/1",
                "8/000",
                "0/0",
                "0/00",
                "0/0000",
                "0/x000/000",
                "00/000",
                "-1/000",
                "+0/000",
                "0/000.p/0",
                "0/000.p/256",
                "0/000.p/01",
                "0/000.p/",
                "0/000.p",
                "0/000/",
                "0/000/x",
                "0//000",
                "entries/003.p/1",
                "entries/x000/000",
                "entries",
                "0",
                "0%2F000",
                "0/%30%30%300",
                "0/..%2f000",
                "0/x999/x999/x999/x999/x999/x999/999",
                "data/000"
            })
    void anyOtherPathOfATileIsNotFound(String path) {
        assertThat(API.get(AUDIT + "/log/tile/" + path).statusCode()).isEqualTo(404);
    }

    @Test
    void everyHeadEverPublishedIsFoundPageByPage() {
        JsonNode first = json(API.get(AUDIT + "/log/heads?from=2&limit=5"));
        JsonNode second = json(API.get(
                AUDIT + "/log/heads?limit=5&from=" + first.get("next_from").asLong()));

        assertThat(first.get("heads"))
                .extracting(head -> head.get("size").asInt())
                .containsExactly(2, 3, 7, 8, 255);
        assertThat(second.get("heads"))
                .extracting(head -> head.get("size").asInt())
                .containsExactly(256, 257, 511, 700);
        assertThat(second.get("next_from").isNull()).isTrue();
        for (JsonNode head : second.get("heads")) {
            SignedHead signed = SignedHead.open(head.get("note").asText(), log.keys());
            assertThat(HEX.formatHex(signed.checkpoint().root()))
                    .isEqualTo(head.get("root").asText());
        }
    }

    @ParameterizedTest
    @CsvSource({"to-1,1", "to-7,4", "to-255,1", "to-256,1", "to-257,1", "to-511,100", "to-700,189"})
    void anEventIsProvenByTheHeadAlone(String id, int sequenceNumber) {
        String query = "/proof/inclusion?type=stock&id=" + id + "&sequence_number=" + sequenceNumber;
        JsonNode proof = json(API.get(AUDIT + query));
        SignedHead head = SignedHead.open(proof.get("head").asText(), log.keys());

        assertThat(Proofs.verifyInclusion(
                        HEX.parseHex(proof.get("leaf_hash").asText()),
                        proof.get("position").asLong(),
                        head.checkpoint().size(),
                        hashes(proof.get("proof")),
                        head.checkpoint().root()))
                .isTrue();
        assertThat(proof.at("/leaf/persistence_id").asText()).isEqualTo("stock|" + id);
    }

    @Test
    void whoAcceptsTextGetsTheProofThatToolsRead() {
        String path = AUDIT + "/proof/inclusion?type=stock&id=to-700&sequence_number=5";
        HttpResponse<String> text =
                API.send(API.request(path).header("Accept", "text/plain").GET());
        EventProof proof = EventProof.parse(text.body());

        assertThat(text.headers().firstValue("Content-Type").orElse("")).startsWith("text/plain");
        assertThat(proof.verify(log.keys()).checkpoint().size()).isEqualTo(700);
        assertThat(proof.leaf().sequenceNumber()).isEqualTo(5);
        assertThat(proof.position()).isEqualTo(515);
    }

    @Test
    void whatCannotBeProvenIsSaidByName() {
        assertProblem(inclusion("to-1", "2"), 404, "unknown-event");
        assertProblem(inclusion("nobody", "1"), 404, "unknown-event");
        assertProblem(inclusion("unsigned", "1"), 409, "not-sealed-yet");
        assertProblem(inclusion("unsealed", "1"), 409, "not-sealed-yet");
        assertProblem(inclusion("to-1", "x"), 422, "invalid-parameter");
        assertProblem(inclusion("to-1", "01"), 422, "invalid-parameter");
        assertProblem(inclusion("to|1", "1"), 422, "invalid-parameter");
        assertProblem(API.get(AUDIT + "/proof/inclusion?type=stock&id=to-1"), 422, "invalid-parameter");
        assertProblem(API.get(AUDIT + "/proof/inclusion?id=to-1&sequence_number=1"), 422, "invalid-parameter");
    }

    private static HttpResponse<String> inclusion(String id, String sequenceNumber) {
        String escaped = id.replace("|", "%7C");
        return API.get(AUDIT + "/proof/inclusion?type=stock&id=" + escaped + "&sequence_number=" + sequenceNumber);
    }

    @Test
    void theLogOfEachSizeIsTheBeginningOfEachLaterOne() {
        for (int from : SIZES) {
            for (int to : SIZES.subList(SIZES.indexOf(from), SIZES.size())) {
                JsonNode proof = json(API.get(AUDIT + "/proof/consistency?from=" + from + "&to=" + to));
                SignedHead older = SignedHead.open(proof.get("from_head").asText(), log.keys());
                SignedHead newer = SignedHead.open(proof.get("to_head").asText(), log.keys());
                assertThat(Proofs.verifyConsistency(
                                from,
                                older.checkpoint().root(),
                                to,
                                newer.checkpoint().root(),
                                hashes(proof.get("proof"))))
                        .as(from + " to " + to)
                        .isTrue();
            }
        }
    }

    @Test
    void sizesWithoutAHeadAreProvenTooAndThoseBeyondTheLogAreNot() {
        JsonNode proof = json(API.get(AUDIT + "/proof/consistency?from=100"));
        assertThat(proof.get("from_head").isNull()).isTrue();
        assertThat(proof.get("to").asInt()).isEqualTo(700);
        assertThat(proof.get("from_root").asText())
                .isEqualTo(HEX.formatHex(naiveRoot(log.leaves().subList(0, 100))));

        assertProblem(API.get(AUDIT + "/proof/consistency?from=0&to=701"), 422, "invalid-parameter");
        assertProblem(API.get(AUDIT + "/proof/consistency?from=9&to=8"), 422, "invalid-parameter");
        assertProblem(API.get(AUDIT + "/proof/consistency"), 422, "invalid-parameter");
        assertThat(json(API.get(AUDIT + "/proof/consistency?from=0")).get("proof"))
                .isEmpty();
    }

    @Test
    void aHeadAndAProofOfThisLogAreVerified() {
        String head = API.get(AUDIT + "/log/checkpoint").body();
        String path = AUDIT + "/proof/inclusion?type=stock&id=to-700&sequence_number=5";
        String proof =
                API.send(API.request(path).header("Accept", "text/plain").GET()).body();

        assertThat(verdict("head", head).get("verified").asBoolean()).isTrue();
        assertThat(verdict("event_proof", proof).get("verified").asBoolean()).isTrue();
    }

    @Test
    void whatIsNotOfThisLogIsRefusedByName() throws SQLException {
        byte[] root = new byte[32];
        String proof = EventProofs.text(API);
        TestLog other = new TestLog(TestDatabase.shared());
        assertThat(code("head", log.signed(700, root, AT).note())).isEqualTo("other-history");
        assertThat(code("head", log.signed(702, root, AT).note())).isEqualTo("ahead-of-log");
        assertThat(code("head", other.signed(700, root, AT).note().replace("\n700\n", "\n699\n")))
                .isEqualTo("bad-signature");
        assertThat(code("head", "hello\n")).isEqualTo("malformed");
        assertThat(code("event_proof", proof.replace("index 515", "index 516"))).isEqualTo("not-in-log");
        assertThat(code("event_proof", "")).isEqualTo("malformed");
        API.keys = List.of();
        assertThat(code("event_proof", proof)).isEqualTo("unknown-key");
    }

    /** The text of one proof. */
    private static final class EventProofs {
        static String text(TestApi api) {
            String path = AUDIT + "/proof/inclusion?type=stock&id=to-700&sequence_number=5";
            return api.send(api.request(path).header("Accept", "text/plain").GET())
                    .body();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"head\":\"a\",\"event_proof\":\"b\"}", "{\"head\":7}", "{\"other\":\"x\"}", "[]"})
    void aBodyThatHoldsNothingToVerifyIsRefused(String body) {
        assertProblem(API.post(AUDIT + "/verify", body), 422, "invalid-body");
    }

    private static JsonNode verdict(String what, String text) {
        try {
            HttpResponse<String> response =
                    API.post(AUDIT + "/verify", new ObjectMapper().writeValueAsString(Map.of(what, text)));
            assertThat(response.statusCode()).isEqualTo(200);
            return json(response);
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static String code(String what, String text) {
        JsonNode verdict = verdict(what, text);
        assertThat(verdict.get("verified").asBoolean()).isFalse();
        assertThat(verdict.get("reason").asText()).isNotBlank();
        return verdict.get("code").asText();
    }

    private static byte[] bytes(String path) throws IOException, InterruptedException {
        HttpResponse<byte[]> response = HttpClient.newHttpClient()
                .send(API.request(AUDIT + path).GET().build(), HttpResponse.BodyHandlers.ofByteArray());
        assertThat(response.statusCode()).isEqualTo(200);
        return response.body();
    }

    private static List<byte[]> hashes(byte[] tile) {
        List<byte[]> hashes = new ArrayList<>();
        for (int at = 0; at < tile.length; at += 32) {
            hashes.add(Arrays.copyOfRange(tile, at, at + 32));
        }
        return hashes;
    }

    private static List<byte[]> hashes(JsonNode array) {
        List<byte[]> hashes = new ArrayList<>();
        array.forEach(hash -> hashes.add(HEX.parseHex(hash.asText())));
        return hashes;
    }

    /** MTH of RFC 9162, section 2.1.1, written down as it stands there. */
    private static byte[] naiveRoot(List<byte[]> leaves) {
        if (leaves.size() == 1) {
            return leaves.getFirst();
        }
        int split = Integer.highestOneBit(leaves.size() - 1);
        return Merkle.nodeHash(naiveRoot(leaves.subList(0, split)), naiveRoot(leaves.subList(split, leaves.size())));
    }

    private static void assertProblem(HttpResponse<String> response, int status, String code) {
        assertThat(json(response).get("code").asText()).isEqualTo(code);
        assertThat(response.statusCode()).isEqualTo(status);
    }

    private static JsonNode json(HttpResponse<String> response) {
        return Contract.parse(response.body());
    }
}
