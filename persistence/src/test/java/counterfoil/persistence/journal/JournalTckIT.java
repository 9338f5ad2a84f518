package counterfoil.persistence.journal;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import counterfoil.persistence.TestDatabase;
import org.apache.pekko.persistence.CapabilityFlag;
import org.apache.pekko.persistence.japi.journal.JavaJournalSpec;
import org.apache.pekko.persistence.japi.snapshot.JavaSnapshotStoreSpec;
import org.junit.jupiter.api.Test;

/** Pekko's own specification of a journal and of a snapshot store, on our tables, roles, settings and writer. */
final class JournalTckIT {

    /**
     * Nothing is deleted from the journal, by design: the application role may not, and a trigger refuses it. These are
     * the specification's tests of deletion; it has no flag to leave them out.
     */
    private static final String[] DELETIONS = {
        "not replay permanently deleted messages (range deletion)",
        "not reset highestSequenceNr after message deletion",
        "not reset highestSequenceNr after journal cleanup"
    };

    @Test
    void theJournalKeepsPekkosSpecificationExceptForDeletion() {
        Tck tck = Tck.run(new Journal(settings()));
        assertThat(tck.failed()).containsOnlyKeys(DELETIONS);
        assertThat(tck.passed()).hasSizeGreaterThanOrEqualTo(8);
    }

    @Test
    void theSnapshotStoreKeepsPekkosSpecification() {
        Tck tck = Tck.run(new Snapshots(settings()));
        assertThat(tck.failed()).isEmpty();
        assertThat(tck.passed()).hasSizeGreaterThanOrEqualTo(8);
    }

    private static Config settings() {
        return TestDatabase.shared().settings("");
    }

    /** The journal's part; its hooks may be called by ScalaTest only. */
    static final class Journal extends JavaJournalSpec {
        Journal(Config config) {
            super(config);
        }

        @Override
        public CapabilityFlag supportsRejectingNonSerializableObjects() {
            return CapabilityFlag.on();
        }

        @Override
        public CapabilityFlag supportsMetadata() {
            return CapabilityFlag.on();
        }
    }

    /** The snapshot store's part. */
    static final class Snapshots extends JavaSnapshotStoreSpec {
        Snapshots(Config config) {
            super(config);
        }

        @Override
        public CapabilityFlag supportsMetadata() {
            return CapabilityFlag.on();
        }
    }
}
