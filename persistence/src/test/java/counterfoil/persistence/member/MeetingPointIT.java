package counterfoil.persistence.member;

import static org.assertj.core.api.Assertions.assertThat;

import counterfoil.persistence.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One cluster at a time, whoever asks when. */
class MeetingPointIT {
    private static final Offer OFFER =
            new Offer("1.0.0", "here", 7, Map.of("shards", "a=b"), Set.of("a.B.v1"), Set.of("a.B.v1"));
    private static final Peer ONE = new Peer("one:1", 11);
    private static final Peer TWO = new Peer("two:1", 22);

    private final TestDatabase database = TestDatabase.shared();
    private Connection first;
    private Connection second;

    @BeforeEach
    void open() throws SQLException {
        first = database.asApp();
        second = database.asApp();
    }

    @AfterEach
    void close() throws SQLException {
        first.close();
        second.close();
    }

    private Attendee row(Peer peer) throws SQLException {
        return MeetingPoint.look(second).at(peer.address()).orElseThrow();
    }

    @Test
    void aRowIsReadAsItWasWritten() throws SQLException {
        assertThat(MeetingPoint.arrive(first, ONE, OFFER, null)).isTrue();

        Attendee read = row(ONE);
        assertThat(read.peer()).isEqualTo(ONE);
        assertThat(read.offer()).isEqualTo(OFFER);
        assertThat(read.isMember()).isFalse();
        assertThat(MeetingPoint.pulse(first, ONE)).isInstanceOf(Standing.Joining.class);
    }

    @Test
    void theFirstFormsAndTheSecondDoesNot() throws SQLException {
        MeetingPoint.arrive(first, ONE, OFFER, null);
        MeetingPoint.arrive(second, TWO, OFFER, null);

        assertThat(MeetingPoint.form(first, ONE, List.of())).hasValue(1);
        assertThat(MeetingPoint.form(second, TWO, List.of())).isEmpty();
        assertThat(MeetingPoint.adopt(second, TWO, 1)).hasValue(1);
        assertThat(MeetingPoint.look(first).epoch()).isEqualTo(1);
    }

    /** Whoever forms dies in the middle: its transaction ends with its connection, and the next one forms. */
    @Test
    void aClusterWhoseFormerDiesBeforeItsCommitDoesNotExist() throws SQLException {
        MeetingPoint.arrive(first, ONE, OFFER, null);
        MeetingPoint.arrive(second, TWO, OFFER, null);
        int backend = backendOf(first);
        first.setAutoCommit(false);
        try (Statement statement = first.createStatement()) {
            statement.execute("SELECT pg_advisory_xact_lock(" + 0x63666d656d626572L + ")");
            statement.execute("INSERT INTO cluster_formation (epoch, formed_by, incarnation) VALUES (1, 'one:1', 11)");
        }

        assertThat(MeetingPoint.form(second, TWO, List.of())).isEmpty();
        try (Connection superuser = database.asSuperuser();
                Statement statement = superuser.createStatement()) {
            statement.execute("SELECT pg_terminate_backend(" + backend + ", 5000)");
        }

        assertThat(MeetingPoint.form(second, TWO, List.of())).hasValue(1);
    }

    private static int backendOf(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT pg_backend_pid()")) {
            row.next();
            return row.getInt(1);
        }
    }

    @Test
    void aMemberThatWasHeldForDeadAndRenewedItsRowMeanwhileKeepsOthersFromForming() throws SQLException {
        MeetingPoint.arrive(first, ONE, OFFER, null);
        MeetingPoint.form(first, ONE, List.of());
        MeetingPoint.arrive(second, TWO, OFFER, null);
        Attendee seen = row(ONE);

        MeetingPoint.pulse(first, ONE);

        assertThat(MeetingPoint.form(second, TWO, List.of(seen))).isEmpty();
        assertThat(MeetingPoint.pulse(first, ONE)).isInstanceOf(Standing.Member.class);
    }

    @Test
    void aMemberThatIsDeadIsRemovedByTheNextClusterAndLearnsItWhenItWakes() throws SQLException {
        MeetingPoint.arrive(first, ONE, OFFER, null);
        MeetingPoint.form(first, ONE, List.of());
        MeetingPoint.arrive(second, TWO, OFFER, null);

        assertThat(MeetingPoint.form(second, TWO, List.of(row(ONE)))).hasValue(2);
        assertThat(MeetingPoint.pulse(first, ONE)).isEqualTo(new Standing.Removed());
        assertThat(MeetingPoint.adopt(first, ONE, 1)).isEmpty();
    }

    @Test
    void theAddressOfADeadProcessIsTakenOnceAndNotFromALivingOne() throws SQLException {
        MeetingPoint.arrive(first, ONE, OFFER, null);
        Attendee seen = row(ONE);
        Peer next = new Peer(ONE.address(), 12);

        MeetingPoint.pulse(first, ONE);
        assertThat(MeetingPoint.arrive(second, next, OFFER, seen)).isFalse();

        assertThat(MeetingPoint.arrive(second, next, OFFER, row(ONE))).isTrue();
        assertThat(MeetingPoint.pulse(first, ONE)).isEqualTo(new Standing.Removed());
    }

    @Test
    void whoHasBeenRemovedRemovesNobody() throws SQLException {
        MeetingPoint.arrive(first, ONE, OFFER, null);
        MeetingPoint.form(first, ONE, List.of());
        MeetingPoint.arrive(second, TWO, OFFER, null);
        MeetingPoint.adopt(second, TWO, 1);

        assertThat(MeetingPoint.remove(first, ONE, List.of(TWO))).isEqualTo(OptionalLong.of(1));
        assertThat(MeetingPoint.remove(second, TWO, List.of(ONE))).isEmpty();
        assertThat(MeetingPoint.pulse(first, ONE)).isInstanceOf(Standing.Member.class);
    }
}
