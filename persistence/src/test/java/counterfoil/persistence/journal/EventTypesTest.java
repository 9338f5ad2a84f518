package counterfoil.persistence.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import counterfoil.protocol.Cause;
import counterfoil.protocol.Event;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EventTypesTest {

    record Happened(Cause cause) implements Event {}

    record AlsoHappened(Cause cause) implements Event {}

    private static final class NoRecord implements Event {
        @Override
        public Cause cause() {
            return Facts.CAUSE;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Happened.v1", "thing.Happened", "thing.Happened.v0", "thing.happened.v1", "a b.C.v1", ""})
    void aNameThatIsNotEntityEventVersionIsRefused(String manifest) {
        assertThatThrownBy(() -> EventTypes.builder().event(manifest, Happened.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("<entity>.<Event>.v<n>");
    }

    @Test
    void aVersionWithoutUpcasterIsRefused() {
        EventTypes.Builder builder = EventTypes.builder()
                .event("thing.Happened.v3", Happened.class)
                .upcast("thing.Happened.v2", UnaryOperator.identity());
        assertThatThrownBy(builder::build).hasMessage("no upcaster from thing.Happened.v1");
    }

    @Test
    void anUpcasterThatLeadsNowhereIsRefused() {
        EventTypes.Builder builder = EventTypes.builder()
                .event("thing.Happened.v1", Happened.class)
                .upcast("thing.Happend.v1", UnaryOperator.identity());
        assertThatThrownBy(builder::build).hasMessageContaining("leads to no registered event");
    }

    @Test
    void twoClassesOfOneNameAndTwoNamesOfOneClassAreRefused() {
        EventTypes.Builder twoClasses = EventTypes.builder()
                .event("thing.Happened.v1", Happened.class)
                .event("thing.Happened.v1", AlsoHappened.class);
        assertThatThrownBy(twoClasses::build).hasMessageContaining("two classes");
        EventTypes.Builder twoNames = EventTypes.builder().event("thing.Happened.v1", Happened.class);
        assertThatThrownBy(() -> twoNames.event("thing.Occurred.v1", Happened.class))
                .hasMessageContaining("registered twice");
    }

    @Test
    void twoUpcastersFromOneVersionAreRefused() {
        EventTypes.Builder builder = EventTypes.builder().upcast("thing.Happened.v1", UnaryOperator.identity());
        assertThatThrownBy(() -> builder.upcast("thing.Happened.v1", UnaryOperator.identity()))
                .hasMessageContaining("two upcasters");
    }

    @Test
    void onlyRecordsAreEvents() {
        assertThatThrownBy(() -> EventTypes.builder().event("thing.Happened.v1", NoRecord.class))
                .hasMessageContaining("an event is a record");
    }

    @Test
    void olderVersionsCanBeReadButOnlyTheNewestIsWritten() {
        EventTypes types = EventTypes.builder()
                .event("thing.Happened.v2", Happened.class)
                .upcast("thing.Happened.v1", UnaryOperator.identity())
                .build();
        assertThat(types.manifests()).containsExactlyInAnyOrder("thing.Happened.v1", "thing.Happened.v2");
        assertThat(types.classes()).containsExactly(Happened.class);
    }
}
