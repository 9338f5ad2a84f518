package counterfoil.node.stock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import counterfoil.node.replay.JournalRows;
import counterfoil.node.replay.Past;
import counterfoil.node.replay.Replay;
import counterfoil.node.replay.Replay.Start;
import counterfoil.persistence.TestDatabase;
import counterfoil.persistence.journal.JournalUnreadable;
import counterfoil.persistence.journal.SnapshotSerializer;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a superuser who spoils rows brings about: a named error for one entity, and never a wrong state. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SpoiledJournalIT {
    private static final SnapshotSerializer SNAPSHOTS = new SnapshotSerializer(List.of(StockSnapshot.class));

    private final TestDatabase database = TestDatabase.shared();
    private final JournalRows rows = new JournalRows(database);
    private final Replay replay = new Replay(database::asApp);
    private int stocks;

    private StockHistory recorded(String id) throws SQLException {
        StockHistory history = new StockHistory(31, 40);
        rows.add("stock|" + id, 0, history.events);
        return history;
    }

    private Past<StockState> read(String id, Start start) throws SQLException {
        return replay.at(StockKind.INSTANCE, id, Instant.MAX, start);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "event_payload = '\\x7b'::bytea ; Unexpected end-of-input",
                "event_payload = '\\x7b7d'::bytea ; Missing required",
                "event_payload = ''::bytea ; No content",
                "event_payload = event_payload || 'x'::bytea ; Unrecognized token",
                "event_ser_manifest = 'stock.Nonsense.v1' ; no event type of this release",
                "event_ser_manifest = 'listing.IdentifierReleased.v1' ; Missing required",
                "event_ser_id = 17 ; serializer 17 writes no event",
                "deleted = true ; marked as deleted",
                "DELETE ; the row is missing"
            })
    void aSpoiledRowStopsItsEntityAndIsNamedAndNoOther(String spoiling, String reason) throws Exception {
        String spoiled = "spoiled-" + ++stocks;
        String sound = "sound-" + stocks;
        StockHistory history = recorded(spoiled);
        recorded(sound);

        rows.spoil(spoiling, "stock|" + spoiled, 7L);

        assertThatThrownBy(() -> read(spoiled, Start.EVENTS))
                .isInstanceOfSatisfying(JournalUnreadable.class, unreadable -> {
                    assertThat(unreadable.persistenceId()).isEqualTo("stock|" + spoiled);
                    assertThat(unreadable.sequenceNumber()).isEqualTo(7);
                })
                .hasMessageContaining(reason);
        assertThat(read(sound, Start.EVENTS).sequenceNumber()).isEqualTo(history.events.size());
    }

    /** When the spoiled row itself was recorded nobody can say, so from the event before it on there is no answer. */
    @Test
    void whatWasKnownBeforeTheLastSoundEventIsStillAnswered() throws Exception {
        StockHistory history = recorded("prefix");
        int spoiled = history.events.size();
        rows.spoil("event_payload = ''::bytea", "stock|prefix", (long) spoiled);
        Instant sound = history.events.get(spoiled - 2).cause().recordedAt();
        Instant before = sound.minusNanos(1);

        assertThat(replay.at(StockKind.INSTANCE, "prefix", before, Start.EVENTS).sequenceNumber())
                .isEqualTo(history.states.floorEntry(before).getValue().sequence());
        assertThatThrownBy(() -> replay.at(StockKind.INSTANCE, "prefix", sound, Start.EVENTS))
                .isInstanceOf(JournalUnreadable.class);
    }

    @Test
    void anEventOfAnotherEntityTypeThatReadsWellDoesNotApply() throws Exception {
        recorded("foreign");
        rows.spoil(
                "event_ser_manifest = 'listing.IdentifierReleased.v1', event_payload = convert_to("
                        + "'{\"instrument_id\":\"a\",\"cause\":{\"command_id\":\"c\",\"principal\":\"p\","
                        + "\"request_id\":\"r\","
                        + "\"recorded_at\":\"2024-01-02T10:00:00Z\"}}', 'UTF8')",
                "stock|foreign",
                2L);

        assertThatThrownBy(() -> read("foreign", Start.EVENTS))
                .isInstanceOf(JournalUnreadable.class)
                .hasMessageContaining("stock|foreign sequence number 2: it does not apply");
    }

    @Test
    void aReplayStartsFromASnapshotThatIsNoLaterAndComesToTheSameState() throws Exception {
        StockHistory history = recorded("kept");
        StockState half = stateAfter(history, 20);
        rows.keepSnapshot(
                "stock|kept",
                20,
                SnapshotSerializer.IDENTIFIER,
                SNAPSHOTS.manifest(StockSnapshot.of(half)),
                bytes(half));
        // Only who starts from the snapshot does not notice this.
        rows.spoil("event_payload = ''::bytea", "stock|kept", 3L);

        Past<StockState> whole = read("kept", Start.SNAPSHOT);

        assertThat(whole.sequenceNumber()).isEqualTo(history.events.size());
        assertThat(StockContent.of(whole.state(), null))
                .isEqualTo(StockContent.of(stateAfter(history, history.events.size()), null));
        assertThatThrownBy(() -> replay.at(
                        StockKind.INSTANCE, "kept", half.lastRecordedAt().minusNanos(1), Start.SNAPSHOT))
                .as("the snapshot is later than what was known")
                .isInstanceOf(JournalUnreadable.class);
    }

    @ParameterizedTest
    @CsvSource({"noise", "cut", "shape", "serializer", "number"})
    void aSpoiledSnapshotIsSkippedAndTheStateMadeFromEvents(String how) throws Exception {
        String id = "snapshot-" + how;
        StockHistory history = recorded(id);
        StockState half = stateAfter(history, 20);
        byte[] sound = bytes(half);
        String manifest = SNAPSHOTS.manifest(StockSnapshot.of(half));
        int serializer = SnapshotSerializer.IDENTIFIER;
        String pid = "stock|" + id;
        switch (how) {
            case "noise" -> rows.keepSnapshot(pid, 20, serializer, manifest, new byte[] {1, 2, 3, 4});
            case "cut" -> rows.keepSnapshot(pid, 20, serializer, manifest, Arrays.copyOf(sound, sound.length - 9));
            case "shape" -> rows.keepSnapshot(pid, 20, serializer, "StockSnapshot:00", sound);
            case "serializer" -> rows.keepSnapshot(pid, 20, 17, manifest, sound);
            default -> rows.keepSnapshot(pid, 19, serializer, manifest, sound);
        }

        Past<StockState> whole = read(id, Start.SNAPSHOT);

        assertThat(whole.sequenceNumber()).isEqualTo(history.events.size());
        assertThat(StockContent.of(whole.state(), null))
                .isEqualTo(StockContent.of(stateAfter(history, history.events.size()), null));
    }

    private static StockState stateAfter(StockHistory history, int events) {
        StockState state = StockState.EMPTY;
        for (int i = 0; i < events; i++) {
            state = state.apply(history.events.get(i));
        }
        return state;
    }

    private static byte[] bytes(StockState state) {
        return SNAPSHOTS.toBinary(StockSnapshot.of(state));
    }
}
