package counterfoil.persistence.projection;

import static counterfoil.persistence.projection.LogFixture.RECORDED;
import static org.assertj.core.api.Assertions.assertThat;

import counterfoil.persistence.TestDatabase;
import counterfoil.persistence.projection.LogFixture.Fact;
import counterfoil.persistence.query.AuditEntry;
import counterfoil.persistence.query.AuditList;
import counterfoil.persistence.query.AuditPage;
import counterfoil.persistence.query.AuditQuestion;
import counterfoil.protocol.Cause;
import counterfoil.protocol.stock.StockEvent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who caused what, by every question that can be asked. */
final class AuditListIT {
    private static final TestDatabase DATABASE = TestDatabase.shared();
    private static final AuditList LIST = new AuditList(DATABASE::asApp);
    private static final String ENVELOPE =
            "{\"subject\": \"s-1\", \"key_version\": 1, \"nonce\": \"AAAA\", \"ciphertext\": \"BBBB\"}";

    @BeforeAll
    static void recordThem() throws Exception {
        LogFixture log = new LogFixture(DATABASE).open(1);
        List<Fact> facts = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            // Two events a second, by three people, on four entities.
            Cause cause = new Cause(
                    "c-" + i,
                    "user-" + i % 3,
                    i % 3 == 0 ? "client-9" : null,
                    "r-" + i,
                    RECORDED.plusSeconds(i / 2),
                    null,
                    null);
            facts.add(new Fact(
                    "stock|e" + i % 4,
                    i % 2 == 0
                            ? new StockEvent.InstrumentChanged("Name " + i, null, null, cause)
                            : new StockEvent.InstrumentDelisted(LocalDate.of(2026, 1, 2), cause)));
        }
        log.write(facts);
        insertWithEnvelope();
        log.seal(1);
        try (KeptTables tables = KeptTables.on(DATABASE, "")) {
            tables.keep(new AuditTable());
            KeptTables.awaitPosition(log, AuditTable.NAME, 41);
        }
    }

    /** An event of a later release whose reason is enciphered, and one that is no event at all. */
    private static void insertWithEnvelope() throws SQLException {
        String cause = "\"cause\":{\"command_id\":\"c\",\"principal\":\"user-9\",\"request_id\":\"r-e\","
                + "\"recorded_at\":\"2026-11-20T11:00:00Z\",\"reason\":" + ENVELOPE + "}";
        insert("stock|later", "stock.NotYetKnown.v3", "{\"bars\":[[1,2],[3,4]]," + cause + "}");
        insert("stock|broken", "stock.InstrumentListed.v1", "not JSON");
    }

    private static void insert(String entity, String manifest, String payload) throws SQLException {
        try (Connection connection = DATABASE.asApp();
                PreparedStatement statement = connection.prepareStatement("""
                        INSERT INTO event_journal (persistence_id, sequence_number, writer, write_timestamp,
                                                   event_ser_id, event_ser_manifest, event_payload)
                        VALUES (?, 1, 'test', 0, 9001, ?, convert_to(?, 'UTF8'))
                        """)) {
            statement.setString(1, entity);
            statement.setString(2, manifest);
            statement.setString(3, payload);
            statement.executeUpdate();
        }
    }

    private static AuditQuestion question(int limit, AuditQuestion.@Nullable Place after) {
        return new AuditQuestion(null, null, null, null, null, limit, after);
    }

    @Test
    void theLastRecordedComesFirstAndPagesJoin() throws SQLException {
        List<Long> positions = new ArrayList<>();
        AuditPage page = LIST.list(question(7, null));
        positions.addAll(page.entries().stream().map(AuditEntry::position).toList());
        while (page.more()) {
            AuditEntry last = page.entries().getLast();
            page = LIST.list(question(7, new AuditQuestion.Place(last.recordedAt(), last.position())));
            positions.addAll(page.entries().stream().map(AuditEntry::position).toList());
        }
        List<Long> expected = new ArrayList<>(List.of(40L));
        for (long position = 39; position >= 0; position--) {
            expected.add(position);
        }
        assertThat(positions).isEqualTo(expected);
    }

    @Test
    void timePrincipalTypeAndEntityNarrowTheList() throws SQLException {
        Instant from = RECORDED.plusSeconds(5);
        Instant to = RECORDED.plusSeconds(10);
        // Seconds 5 to 9 hold events 10 to 19; of those, 12 and 18 are of user-0 and of an even number.
        assertThat(LIST.list(new AuditQuestion(from, to, null, null, null, 100, null))
                        .entries())
                .extracting(AuditEntry::position)
                .containsExactly(19L, 18L, 17L, 16L, 15L, 14L, 13L, 12L, 11L, 10L);
        assertThat(LIST.list(new AuditQuestion(from, to, "user-0", "stock.InstrumentChanged", null, 100, null))
                        .entries())
                .extracting(AuditEntry::position)
                .containsExactly(18L, 12L);
        assertThat(LIST.list(new AuditQuestion(null, null, null, null, "stock|e3", 100, null))
                        .entries())
                .hasSize(10)
                .allSatisfy(entry -> assertThat(entry.entity()).isEqualTo("stock|e3"));
        assertThat(LIST.list(new AuditQuestion(null, null, "' OR true --", null, null, 100, null))
                        .entries())
                .isEmpty();
    }

    @Test
    void anEncipheredReasonStaysEncipheredAndALaterTypeIsListed() throws SQLException {
        AuditEntry entry = LIST.list(new AuditQuestion(null, null, "user-9", null, null, 1, null))
                .entries()
                .getFirst();

        assertThat(entry.type()).isEqualTo("stock.NotYetKnown");
        assertThat(entry.version()).isEqualTo(3);
        assertThat(entry.reasonJson()).contains("\"ciphertext\": \"BBBB\"");
    }

    @Test
    void aRowThatIsNoEventIsParkedAndNotListed() throws SQLException {
        assertThat(LIST.list(new AuditQuestion(null, null, null, null, "stock|broken", 1, null))
                        .entries())
                .isEmpty();
        LogFixture log = new LogFixture(DATABASE);
        assertThat(log.number("SELECT count(*) FROM projection_parked WHERE reason LIKE '%not readable%'"))
                .isOne();
    }
}
