package counterfoil.node.member;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import counterfoil.node.StartProblem;
import counterfoil.node.config.NodeConfig;
import counterfoil.node.config.Settings;
import counterfoil.persistence.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a node checks against the database before anybody hears of it. */
class ArrivalIT {
    /** The bytes 0 to 31. */
    private static final String KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

    private static final NodeConfig CONFIG = NodeConfig.of(Settings.gather(
            Map.of("counterfoil.keys.master-key", KEY, "counterfoil.admin-token", "0123456789abcdef0123456789abcdef"),
            Map.of(),
            null));

    private final TestDatabase database = TestDatabase.shared();

    private void arrive(InstantSource clock) {
        Arrival.prepare(CONFIG, CONFIG.keys().require(), database::asApp, clock).close();
    }

    private void run(String sql) throws SQLException {
        try (Connection connection = database.asApp();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void aClockLikeTheDatabasesIsFine() {
        assertThatCode(() -> arrive(InstantSource.system())).doesNotThrowAnyException();
    }

    @Test
    void aClockThatIsTenSecondsOffIsRefusedWithTheDirection() {
        assertThatThrownBy(() -> arrive(InstantSource.offset(InstantSource.system(), Duration.ofSeconds(10))))
                .isInstanceOf(StartProblem.class)
                .hasMessageContaining("s ahead of the database's")
                .hasMessageContaining("counterfoil.cluster.max-clock-difference");
        assertThatThrownBy(() -> arrive(InstantSource.offset(InstantSource.system(), Duration.ofSeconds(-10))))
                .hasMessageContaining("s behind the database's");
    }

    @Test
    void aJournalWithAnEventThatThisReleaseCannotReadIsRefusedByItsName() throws Exception {
        run("INSERT INTO journal_manifest (manifest, release) VALUES ('stock.BarsRecorded.v9', '9.0.0')");
        run("INSERT INTO event_journal (persistence_id, sequence_number, writer, event_ser_id, event_ser_manifest,"
                + " event_payload) VALUES ('stock|x', 1, 'w', 9001, 'stock.BarsRecorded.v9', '{}')");

        assertThatThrownBy(() -> arrive(InstantSource.system()))
                .isInstanceOf(StartProblem.class)
                .hasMessageContaining("cannot read: stock.BarsRecorded.v9");
    }

    /** A newer release was tried, and the operator goes back to this one. */
    @Test
    void aReleaseThatWroteNothingNewLocksNobodyOut() throws Exception {
        run("INSERT INTO journal_manifest (manifest, release) VALUES ('stock.BarsRecorded.v9', '9.0.0')");

        assertThatCode(() -> arrive(InstantSource.system())).doesNotThrowAnyException();
    }
}
