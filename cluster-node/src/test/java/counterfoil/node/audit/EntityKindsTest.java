package counterfoil.node.audit;

import static org.assertj.core.api.Assertions.assertThat;

import counterfoil.persistence.journal.EventTypes;
import org.junit.jupiter.api.Test;

class EntityKindsTest {
    @Test
    void everyEntityTypeThatWritesEventsCanBeReplayedAndNoOther() {
        assertThat(EventTypes.all().manifests())
                .extracting(manifest -> manifest.substring(0, manifest.indexOf('.')))
                .containsOnly(EntityKinds.names().toArray(String[]::new));
    }
}
