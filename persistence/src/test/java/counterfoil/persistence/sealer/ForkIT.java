package counterfoil.persistence.sealer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import counterfoil.persistence.TestDatabase;
import counterfoil.persistence.query.SealStatus;
import counterfoil.persistence.query.SealedEvent;
import counterfoil.persistence.query.SealedLog;
import counterfoil.protocol.Cause;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens when the database does not hold any more what was published of it. */
class ForkIT {
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final Cause CAUSE =
            new Cause("new-log", "operator", null, "new-log", Instant.parse("2026-11-22T10:00:00Z"), null, null);

    @TempDir
    Path folder;

    /** A log of so many events, published in the folder; what it holds depends on the entity. */
    private SealedTables published(String entity, int events) throws Exception {
        SealedTables tables = new SealedTables(TestDatabase.shared());
        try (Connection writer = tables.database.asApp();
                Sealer sealer = tables.sealer(new LockHolders(), folder)) {
            Rows.insert(writer, entity, 1, events);
            assertThat(Waiting.until(SOON, () -> sealer.status().headSize() == events))
                    .isTrue();
        }
        return tables;
    }

    /** A database as it was before: the same rows, but fewer. */
    private SealedTables restored(String entity, int events) throws Exception {
        SealedTables tables = new SealedTables(TestDatabase.shared());
        try (Connection writer = tables.database.asApp();
                Sealer sealer = tables.sealer(new LockHolders(), folder.resolve("before"))) {
            Rows.insert(writer, entity, 1, events);
            assertThat(Waiting.until(SOON, () -> sealer.status().headSize() == events))
                    .isTrue();
        }
        return tables;
    }

    private static boolean isRefused(Sealer sealer) throws Exception {
        return Waiting.until(SOON, () -> sealer.status().state() == SealStatus.State.REFUSED);
    }

    @Test
    void aDatabaseThatIsShorterThanWhatWasPublishedIsNotSealed() throws Exception {
        published("one|1", 10);
        SealedTables older = restored("one|1", 7);
        try (Sealer sealer = older.sealer(new LockHolders(), folder);
                Connection writer = older.database.asApp()) {
            assertThat(isRefused(sealer)).isTrue();
            assertThat(sealer.status().reason()).contains("7 positions").contains("10");
            Rows.insert(writer, "one|1", 8, 20);
            assertThat(older.size()).isEqualTo(7);
        }
    }

    @Test
    void aDatabaseWithAnotherHistoryIsNotSealed() throws Exception {
        published("one|1", 10);
        SealedTables other = restored("two|1", 12);
        try (Sealer sealer = other.sealer(new LockHolders(), folder)) {
            assertThat(isRefused(sealer)).isTrue();
            assertThat(sealer.status().reason()).contains("first 10 positions");
        }
    }

    @Test
    void aNewLogBeginsWithTheHeadThatCouldNotBeContinuedAndSealsTheWholeJournal() throws Exception {
        published("one|1", 10);
        SealedTables older = restored("one|1", 7);
        PublishedHead lost = HeadFolder.open(folder).newest().orElseThrow();
        try (Connection connection = older.database.asApp()) {
            assertThat(NewLog.open(connection, lost, CAUSE)).isEqualTo(SealedTables.ORIGIN + "/2");
        }
        try (Sealer sealer = older.sealer(new LockHolders(), folder);
                Connection writer = older.database.asApp()) {
            Rows.insert(writer, "one|1", 8, 12);
            assertThat(Waiting.until(SOON, () -> older.size() == 13)).isTrue();
            assertThat(Waiting.until(SOON, () -> sealer.status().headSize() == 13))
                    .isTrue();
        }
        SealedLog log = older.events.log().orElseThrow();
        assertThat(log.logId()).isEqualTo(2);
        SealedEvent first = older.events.after(2, -1, 1).getFirst();
        assertThat(first.manifest()).isEqualTo("seal.LogOpened.v1");
        assertThat(new String(first.payload(), UTF_8)).contains("\"previous_size\":10");
        assertThat(older.faults()).isEmpty();
        PublishedHead now = HeadFolder.open(folder).newest().orElseThrow();
        assertThat(now.origin()).isEqualTo(SealedTables.ORIGIN + "/2");
    }

    @Test
    void aLogThatGoesOnFromWhatWasPublishedIsNotReplaced() throws Exception {
        SealedTables tables = published("one|1", 10);
        PublishedHead head = HeadFolder.open(folder).newest().orElseThrow();
        try (Connection connection = tables.database.asApp()) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> NewLog.open(connection, head, CAUSE))
                    .withMessageContaining("no new log is needed");
        }
    }
}
