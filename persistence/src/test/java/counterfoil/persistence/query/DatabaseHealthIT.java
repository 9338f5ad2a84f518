package counterfoil.persistence.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import counterfoil.persistence.TestDatabase;
import counterfoil.persistence.journal.JournalPool;
import java.sql.SQLException;
import java.sql.Statement;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.testkit.javadsl.TestKit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

final class DatabaseHealthIT {

    private static final TestDatabase DATABASE = TestDatabase.shared();
    private static final ActorSystem SYSTEM = ActorSystem.create("health", DATABASE.settings(""));

    @AfterAll
    static void stop() {
        TestKit.shutdownActorSystem(SYSTEM);
    }

    @Test
    void aPrimaryServerAcceptsWritesAndSaysItsVersion() throws SQLException {
        DatabaseHealth health = DatabaseHealth.ask(JournalPool.of(SYSTEM));
        assertThat(health.acceptsWrites()).isTrue();
        assertThat(health.serverVersion()).startsWith("18.");
        assertThat(health.roundTrip()).isPositive();
    }

    @Test
    void aReadOnlySessionDoesNotAcceptWrites() throws SQLException {
        DatabaseHealth health = DatabaseHealth.ask(() -> {
            var connection = DATABASE.asApp();
            try (Statement statement = connection.createStatement()) {
                statement.execute("SET default_transaction_read_only = on");
            }
            return connection;
        });
        assertThat(health.acceptsWrites()).isFalse();
    }

    @Test
    void aDatabaseThatDoesNotAnswerIsAFailureNotAnUnhealthyAnswer() {
        assertThatThrownBy(() -> DatabaseHealth.ask(() -> {
                    throw new SQLException("no connection", "08001");
                }))
                .isInstanceOf(SQLException.class);
    }

    @Test
    void aJournalWithAPoolOfItsOwnIsRefused() {
        ActorSystem own = ActorSystem.create("own", DATABASE.settings("jdbc-journal.use-shared-db = null"));
        try {
            assertThatThrownBy(() -> JournalPool.of(own)).hasMessageContaining("use-shared-db");
        } finally {
            TestKit.shutdownActorSystem(own);
        }
    }
}
