package counterfoil.persistence.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import counterfoil.persistence.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EntityEventsIT {
    private final TestDatabase database = TestDatabase.shared();
    private final EntityEvents events = new EntityEvents(database::asApp);

    /** Two entities that write in turn, 10 events each, then one of large events; orderings 1 to 20, 21 to 30. */
    @BeforeAll
    void write() throws SQLException {
        run("INSERT INTO event_journal (persistence_id, sequence_number, writer, write_timestamp, event_ser_id,"
                + " event_ser_manifest, event_payload) SELECT CASE WHEN i % 2 = 0 THEN 'a|1' ELSE 'a|2' END, i / 2 + 1,"
                + " 'w', 1000 + i, 9001, 'a.B.v1', '{}' FROM generate_series(0, 19) AS i ORDER BY i");
        run("INSERT INTO event_journal (persistence_id, sequence_number, writer, write_timestamp, event_ser_id,"
                + " event_ser_manifest, event_payload) SELECT 'a|large', i, 'w', 0, 9001, 'a.B.v1',"
                + " decode(repeat('00', 1000000), 'hex') FROM generate_series(1, 10) AS i ORDER BY i");
    }

    private void run(String sql) throws SQLException {
        try (Connection connection = database.asOwner();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void aPageBeginsAtItsSequenceNumberAndHoldsOneEntityOnly() throws SQLException {
        List<StoredEvent> page = events.from("a|2", 4, 3);

        assertThat(page).extracting(StoredEvent::sequenceNumber).containsExactly(4L, 5L, 6L);
        assertThat(page).extracting(StoredEvent::writeTimestamp).containsExactly(1007L, 1009L, 1011L);
        assertThat(page.getFirst().payload()).isEqualTo(new byte[] {'{', '}'});
        assertThat(events.from("a|2", 11, 10)).isEmpty();
        assertThat(events.from("a|nobody", 1, 10)).isEmpty();
    }

    @Test
    void aPageEndsWithTheEventThatPassesItsSize() throws SQLException {
        // Four events of 1,000,000 bytes stay below 4 MiB, the fifth passes it.
        assertThat(events.from("a|large", 1, 100)).hasSize(5);
        assertThat(events.from("a|large", 9, 100)).hasSize(2);
    }

    @Test
    void aPositionIsKnownOnceTheRowIsSealedInTheNewestLog() throws SQLException {
        assertThat(events.from("a|1", 1, 10)).extracting(StoredEvent::position).containsOnlyNulls();
        long first = orderingOf("a|1", 1);
        run("INSERT INTO seal_log VALUES (1, 'one', now()), (2, 'two', now())");
        run("INSERT INTO seal_state VALUES (1, 1, '\\x" + "00".repeat(32) + "', '', 0, 0)," + " (2, 6, '\\x"
                + "00".repeat(32) + "', '', 0, 0)");
        run("INSERT INTO seal_run VALUES (1, 0, " + first + ", 1), (2, 100, " + first + ", 4), (2, 104, " + (first + 8)
                + ", 2)");

        assertThat(events.from("a|1", 1, 10))
                .extracting(StoredEvent::position)
                .containsExactly(100L, 102L, null, null, 104L, null, null, null, null, null);
    }

    private long orderingOf(String persistenceId, long number) throws SQLException {
        try (Connection connection = database.asOwner();
                Statement statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT ordering FROM event_journal WHERE persistence_id = '"
                        + persistenceId + "' AND sequence_number = " + number)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    @Test
    void aPageWithoutARightLimitIsRefused() {
        assertThatThrownBy(() -> events.from("a|1", 1, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> events.from("a|1", 1, EntityEvents.MAX_PAGE + 1))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
