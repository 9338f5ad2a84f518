package counterfoil.node;

import static org.assertj.core.api.Assertions.assertThat;

import counterfoil.node.RunningNode.Answer;
import counterfoil.node.RunningNode.Ended;
import counterfoil.persistence.personal.MasterKey;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The life of a reason in a real node with both of its databases: written, read, erased, and not brought back. */
class PersonalTextIT {
    private static final String REASON = "my cousin Ann told me";
    private static final String OTHER_KEY = "ICEiIyQlJicoKSorLC0uLzAxMjM0NTY3ODk6Ozw9Pj8=";

    /** Raw AAPL days as QuantConnect LEAN (Apache-2.0, Data/equity/usa) has them; the second is questioned. */
    private static final String DAYS = """
            date,open,high,low,close,volume
            2000-09-28,49.31,53.81,48.13,53.38,5841700
            2000-09-29,28.06,29.13,23.19,25.81,134102300
            """;

    @TempDir
    private Path folder;

    private static String explanation(RunningNode node) throws IOException, InterruptedException {
        Answer quality = node.get("/stocks/AAPL/quality");
        return quality.body().at("/questions/0/explanation").asText();
    }

    @Test
    void aReasonIsReadUntilItsWriterIsErasedAndARestoredKeyDoesNotBringItBack() throws Exception {
        Path data = folder.resolve("data");
        byte[] backup;
        try (RunningNode node = RunningNode.on(data)) {
            judge(node);
            assertThat(explanation(node)).isEqualTo(REASON);
            assertThat(journal(data)).doesNotContain(REASON);
            backup = wrappedKey(data);

            Answer erased = node.post("/admin/subjects/admin-token/erase", "{}");
            assertThat(erased.status()).isEqualTo(200);
            assertThat(explanation(node)).isEqualTo("[erased]");
            Answer refused = node.post("/admin/stocks/AAPL/delist", "{\"on\":\"2001-01-01\",\"reason\":\"why\"}");
            assertThat(refused.status()).isEqualTo(409);
            assertThat(refused.body().get("code").asText()).isEqualTo("subject-erased");
            restore(data, backup);
        }
        try (RunningNode node = RunningNode.on(data)) {
            assertThat(explanation(node)).isEqualTo("[erased]");
            assertThat(wrappedKey(data)).isEmpty();
        }
        assertThat(Files.readString(data.resolve("heads").resolve("erasures.ndjson")))
                .contains("\"subject\":\"admin-token\"")
                .hasLineCount(1);
        assertThat(Files.readString(RunningNode.errorsOf(data))).doesNotContain(REASON);
    }

    @Test
    void anotherMasterKeyIsRefusedByItsIdAndNotShown() throws Exception {
        Path data = folder.resolve("data");
        try (RunningNode node = RunningNode.on(data)) {
            judge(node);
        }
        Ended ended = RunningNode.failing(
                data, List.of("--http-port", "0", "--cluster-port", "0"), Map.of("COUNTERFOIL_MASTER_KEY", OTHER_KEY));
        assertThat(ended.code()).isEqualTo(1);
        assertThat(String.join("\n", ended.errors()))
                .contains("the key store has keys wrapped by master key ")
                .contains("give the key that this node had before")
                .doesNotContain(OTHER_KEY)
                .doesNotContain(RunningNode.MASTER_KEY);
    }

    private static void judge(RunningNode node) throws IOException, InterruptedException {
        String apple = """
                {"ticker":"AAPL","mic":"XNAS","name":"Apple Inc.","currency":"USD","type":"common_stock"}""";
        assertThat(node.post("/admin/stocks", apple).status()).isEqualTo(201);
        assertThat(node.postCsv("/admin/stocks/AAPL/bars?timeframe=1d&source=import", DAYS)
                        .body()
                        .get("questioned"))
                .hasSize(1);
        assertThat(node.post("/admin/stocks/AAPL/questions/1/accept", "{\"reason\":\"" + REASON + "\"}")
                        .status())
                .isEqualTo(200);
    }

    /** Every payload of the journal as text. */
    private static String journal(Path data) throws IOException, SQLException {
        try (Connection connection = connect(data, "postgres.properties", "user", "password");
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT string_agg(convert_from(event_payload, 'UTF8'), ' ') FROM event_journal")) {
            row.next();
            return row.getString(1);
        }
    }

    private static byte[] wrappedKey(Path data) throws IOException, SQLException {
        try (Connection connection = connect(data, "keys.properties", "user", "password");
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT wrapped FROM wrapped_key")) {
            return row.next() ? row.getBytes(1) : new byte[0];
        }
    }

    /** Puts the key store back to where it was before the erasure, as its superuser can. */
    private static void restore(Path data, byte[] wrapped) throws IOException, SQLException {
        try (Connection connection = connect(data, "keys.properties", "superuser", "superuser_password");
                Statement statement = connection.createStatement()) {
            statement.execute("ALTER TABLE destroyed_subject DISABLE TRIGGER append_only");
            statement.execute("DELETE FROM destroyed_subject");
            statement.execute("ALTER TABLE destroyed_subject ENABLE ALWAYS TRIGGER append_only");
            statement.execute("INSERT INTO wrapped_key SELECT 'admin-token', 1, '" + keyId() + "', decode('"
                    + HexFormat.of().formatHex(wrapped) + "', 'hex'), now()");
        }
    }

    private static String keyId() {
        return MasterKey.parse(RunningNode.MASTER_KEY).keyId();
    }

    private static Connection connect(Path data, String file, String user, String password)
            throws IOException, SQLException {
        Properties properties = new Properties();
        try (BufferedReader reader = Files.newBufferedReader(data.resolve(file))) {
            properties.load(reader);
        }
        return DriverManager.getConnection(
                properties.getProperty("url"), properties.getProperty(user), properties.getProperty(password));
    }
}
