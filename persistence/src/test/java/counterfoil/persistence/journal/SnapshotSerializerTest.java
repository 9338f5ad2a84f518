package counterfoil.persistence.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import counterfoil.market.Bar;
import counterfoil.market.Bars;
import counterfoil.protocol.Snapshot;
import java.io.NotSerializableException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class SnapshotSerializerTest {

    enum Mood {
        CALM,
        WILD
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
    @JsonSubTypes({@JsonSubTypes.Type(Up.class), @JsonSubTypes.Type(Down.class)})
    sealed interface Move {}

    record Up(double by) implements Move {}

    record Down(double by) implements Move {}

    @ApplyVersion(1)
    record Rich(
            String name,
            @Nullable String nickname,
            BigDecimal amount,
            LocalDate on,
            Instant at,
            Optional<Mood> mood,
            List<Move> moves,
            Map<String, Long> counts,
            Bars bars)
            implements Snapshot {}

    /** One name in five releases: moved, with another field, with another type below, with another apply. */
    static final class First {
        record Inner(int value) {}

        @ApplyVersion(1)
        record State(String name, List<First.Inner> inner) implements Snapshot {}
    }

    static final class Moved {
        @ApplyVersion(1)
        record State(String name, List<First.Inner> inner) implements Snapshot {}
    }

    static final class Renamed {
        @ApplyVersion(1)
        record State(String title, List<First.Inner> inner) implements Snapshot {}
    }

    static final class Deeper {
        record Inner(long value) {}

        @ApplyVersion(1)
        record State(String name, List<Deeper.Inner> inner) implements Snapshot {}
    }

    static final class Recomputed {
        @ApplyVersion(2)
        record State(String name, List<First.Inner> inner) implements Snapshot {}
    }

    record Unversioned(String name) implements Snapshot {}

    private static final SnapshotSerializer SERIALIZER = new SnapshotSerializer(List.of(Rich.class));

    @Test
    void aStateIsReadBackAsItWas() throws NotSerializableException {
        Rich state = new Rich(
                "a",
                null,
                new BigDecimal("1.500"),
                LocalDate.of(2026, 11, 22),
                Instant.parse("2026-11-22T10:00:00.123456789Z"),
                Optional.of(Mood.WILD),
                List.of(new Up(1.5), new Down(Double.NaN)),
                Map.of("x", 9_007_199_254_740_993L),
                Bars.of(List.of(new Bar(60, 1, 2, 0.5, 1.5, 100), new Bar(120, 1, 2, 0.5, 1.5, 0))));
        Rich read = (Rich) SERIALIZER.fromBinary(SERIALIZER.toBinary(state), SERIALIZER.manifest(state));
        assertThat(read).isEqualTo(state);
        assertThat(SERIALIZER.identifier()).isEqualTo(9002);
    }

    @Test
    void theManifestIsTheSimpleNameAndAHash() {
        assertThat(SnapshotShape.manifest(First.State.class)).matches("State:[0-9a-f]{32}");
    }

    @Test
    void theShapeGoesThroughEveryTypeOfOurs() {
        assertThat(SnapshotShape.describe(Rich.class))
                .contains("Rich name:java.lang.String nickname:java.lang.String amount:java.math.BigDecimal")
                .contains("mood:java.util.Optional<Mood> moves:java.util.List<Move>")
                .contains("Move Up Down\n")
                .contains("Up by:double\n")
                .contains("Mood CALM WILD\n")
                .contains("Bars time:long[] open:double[]");
    }

    @Test
    void anotherFieldAnotherTypeBelowAndAnotherApplyEachMakeAnotherManifest() {
        String first = SnapshotShape.manifest(First.State.class);
        assertThat(List.of(
                        first,
                        SnapshotShape.manifest(Renamed.State.class),
                        SnapshotShape.manifest(Deeper.State.class),
                        SnapshotShape.manifest(Recomputed.State.class)))
                .doesNotHaveDuplicates();
    }

    @Test
    void theSameShapeInAnotherPlaceHasTheSameManifest() {
        assertThat(SnapshotShape.manifest(Moved.State.class)).isEqualTo(SnapshotShape.manifest(First.State.class));
    }

    @Test
    void aSnapshotOfAnotherShapeIsRefused() {
        assertThatThrownBy(() -> SERIALIZER.fromBinary(new byte[0], "Rich:00000000000000000000000000000000"))
                .isInstanceOf(NotSerializableException.class)
                .hasMessageContaining("another shape");
    }

    @Test
    void damagedBytesAreRefused() {
        assertThatThrownBy(() -> SERIALIZER.fromBinary(new byte[] {1, 2}, SnapshotShape.manifest(Rich.class)))
                .isInstanceOf(NotSerializableException.class)
                .hasMessageContaining("Rich:");
    }

    @Test
    void aStateThatIsNotRegisteredOrHasNoVersionIsRefused() {
        assertThatThrownBy(() -> SERIALIZER.manifest(new Unversioned("x")))
                .hasMessageContaining("not listed in counterfoil.persistence.snapshots");
        assertThatThrownBy(() -> new SnapshotSerializer(List.of(Unversioned.class)))
                .hasMessageContaining("@ApplyVersion");
        assertThatThrownBy(() -> new SnapshotSerializer(List.of(String.class))).hasMessageContaining("no Snapshot");
    }
}
