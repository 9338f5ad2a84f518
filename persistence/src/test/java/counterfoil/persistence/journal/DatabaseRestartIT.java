package counterfoil.persistence.journal;

import static counterfoil.persistence.journal.Facts.withdrawn;
import static org.assertj.core.api.Assertions.assertThat;

import counterfoil.persistence.TestDatabase;
import counterfoil.persistence.journal.JournalWriteFailed.Outcome;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server of its own that stops and comes back under a running journal. */
final class DatabaseRestartIT {

    @TempDir
    private Path folder;

    @Test
    void writesFailWhileTheServerIsAwayAndResumeByThemselves() throws IOException, SQLException {
        EmbeddedPostgres server = start(0);
        int port = server.getPort();
        TestDatabase.roles(port);
        TestDatabase database = TestDatabase.on(port);
        Migrations.run(database.url(), TestDatabase.OWNER, TestDatabase.OWNER_PASSWORD, TestDatabase.APP);
        try (JournalProbe journal = new JournalProbe(database, "restart", "")) {
            journal.write("stock|1", 1, withdrawn("before"));
            assertThat(journal.outcomes(1)).containsEntry("stock|1/1", "ok");

            server.close();
            long away = System.nanoTime();
            journal.write("stock|1", 2, withdrawn("while away"));
            assertThat(journal.outcomes(1).get("stock|1/2")).isIn(Outcome.NOT_WRITTEN, Outcome.UNKNOWN);
            assertThat(since(away)).isLessThan(Duration.ofSeconds(4));

            server = start(port);
            long back = System.nanoTime();

            boolean written = false;
            while (!written) {
                journal.write("stock|1", 2, withdrawn("after"));
                written = journal.outcomes(1).containsValue("ok");
            }
            assertThat(since(back)).isLessThan(Duration.ofSeconds(10));
            assertThat(journal.rows("stock|1")).isEqualTo(2);
        } finally {
            server.close();
        }
    }

    private EmbeddedPostgres start(int port) throws IOException {
        EmbeddedPostgres.Builder builder =
                TestDatabase.server().setDataDirectory(folder.resolve("data")).setCleanDataDirectory(false);
        return (port == 0 ? builder : builder.setPort(port)).start();
    }

    private static Duration since(long nanoTime) {
        return Duration.ofNanos(System.nanoTime() - nanoTime);
    }
}
