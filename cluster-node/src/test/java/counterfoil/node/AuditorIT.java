package counterfoil.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import counterfoil.persistence.seal.EventProof;
import counterfoil.persistence.seal.SignedHead;
import counterfoil.persistence.seal.VerifierKey;
import counterfoil.protocol.audit.AuditKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an auditor reaches of a running node and of its data folder, and what stays of the auditor. */
class AuditorIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String APPLE = "{\"ticker\":\"AAPL\",\"mic\":\"XNAS\",\"name\":\"Apple Inc.\","
            + "\"currency\":\"USD\",\"type\":\"common_stock\"}";

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

    @Test
    void anAuditorProvesAnEventAndLeavesARecord() throws Exception {
        String stock =
                node.post("/admin/stocks", APPLE).body().get("instrument_id").asText();
        String inclusion = "/audit/proof/inclusion?type=stock&id=" + stock + "&sequence_number=1";
        Awaited.until(PATIENCE, () -> node.get(inclusion).status() == 200);

        JsonNode proof = node.get(inclusion).body();
        List<VerifierKey> keys =
                node.text("/audit/log/keys").lines().map(VerifierKey::parse).toList();
        assertThat(SignedHead.open(proof.get("head").asText(), keys)
                        .checkpoint()
                        .size())
                .isEqualTo(proof.get("size").asLong());
        assertThat(SignedHead.open(node.text("/audit/log/checkpoint"), keys)
                        .checkpoint()
                        .size())
                .isGreaterThanOrEqualTo(proof.get("size").asLong());

        Instant written = Instant.ofEpochMilli(proof.at("/leaf/write_timestamp").asLong());
        JsonNode records = node.get("/audit/entities/audit/" + AuditKey.of("admin-token", written) + "/events")
                .body()
                .get("events");
        assertThat(records).isNotEmpty();
        assertThat(records.get(0).get("type").asText()).isEqualTo("audit.RecordsRead");
        assertThat(records.get(0).at("/body/kind").asText()).isEqualTo("inclusion-proof");
        assertThat(records.get(0).at("/body/parameters/persistence_id").asText())
                .isEqualTo("stock|" + stock);
        assertThat(records.get(0).at("/body/cause/principal").asText()).isEqualTo("admin-token");
    }

    @Test
    void withOneTokenALegalHoldCannotBeReleased() throws Exception {
        JsonNode hold = node.post(
                        "/audit/legal-holds", "{\"scope\":{\"everything\":true},\"reason\":\"order of the court\"}")
                .body();
        String path = "/audit/legal-holds/" + hold.get("hold_id").asText();
        assertThat(hold.at("/placed/reason").asText()).isEqualTo("order of the court");
        assertThat(node.delete(path).status()).isEqualTo(202);
        RunningNode.Answer again = node.delete(path);
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.body().get("code").asText()).isEqualTo("second-person-needed");
        assertThat(node.get(path).body().get("in_force").asBoolean()).isTrue();

        Awaited.until(PATIENCE, () -> node.get("/audit/reports/retention").status() == 200);
        JsonNode report = node.get("/audit/reports/retention").body();
        assertThat(report.at("/legal_holds/in_force").asInt()).isEqualTo(1);
        assertThat(report.get("guards_intact").asBoolean()).isTrue();
    }

    @Test
    void anExportMadeBesideTheNodeAndOneOfTheStoppedFolderAreVerified() throws Exception {
        String stock =
                node.post("/admin/stocks", APPLE).body().get("instrument_id").asText();
        Awaited.until(
                PATIENCE,
                () -> node.get("/audit/proof/inclusion?type=stock&id=" + stock + "&sequence_number=1")
                                .status()
                        == 200);

        assertThat(run("audit", "export", "--out", folder + "/live", "--csv", folder + "/live.csv"))
                .isZero();
        assertThat(Files.readAllLines(folder.resolve("live.csv")).getFirst()).startsWith("position,persistence_id,");
        assertThat(run("audit", "prove", "stock", stock, "1", "--out", folder + "/one.tlog-proof"))
                .isZero();
        EventProof proof = EventProof.parse(Files.readString(folder.resolve("one.tlog-proof")));
        List<VerifierKey> keys =
                node.text("/audit/log/keys").lines().map(VerifierKey::parse).toList();
        assertThat(proof.verify(keys).checkpoint().size()).isPositive();
        assertThat(run("audit", "prove", "stock", stock, "99")).isOne();
        assertThat(run("audit", "export", "--out", folder + "/live")).isOne();
        assertThat(errors()).contains("not empty");

        node.close();
        assertThat(run("audit", "export", "--out", folder + "/stopped")).isZero();
        for (String export : List.of("live", "stopped")) {
            assertThat(run(
                            "audit",
                            "verify",
                            folder + "/" + export,
                            "--key",
                            keys.getFirst().text()))
                    .isZero();
        }
    }

    /** Runs a command in a JVM of its own, on the data folder where it takes one. */
    private int run(String... arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of(arguments));
        if (!all.get(1).equals("verify")) {
            all.addAll(List.of("--data-dir", data.toString()));
        }
        ProcessBuilder builder = ChildJava.command(all);
        RunningNode.setSecrets(builder);
        builder.redirectError(folder.resolve("errors").toFile());
        builder.redirectOutput(folder.resolve("output").toFile());
        return builder.start().onExit().join().exitValue();
    }

    private String errors() throws IOException {
        return Files.readString(folder.resolve("errors"), StandardCharsets.UTF_8);
    }
}
