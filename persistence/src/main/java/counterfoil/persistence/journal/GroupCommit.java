package counterfoil.persistence.journal;

import counterfoil.persistence.query.Connections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.actor.AbstractExtensionId;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.actor.Extension;
import org.apache.pekko.persistence.jdbc.config.JournalConfig;
import org.apache.pekko.persistence.jdbc.journal.dao.JournalTables.JournalPekkoSerializationRow;
import scala.runtime.BoxedUnit;

/**
 * The one journal writer of an actor system: journals come and go with their actor, the writer stays until the system
 * ends, and ends before the pool does.
 */
final class GroupCommit implements Extension {

    private static final Id ID = new Id();

    private final GroupCommitWriter writer;

    private GroupCommit(ExtendedActorSystem system) {
        JournalConfig config = new JournalConfig(JournalPool.journalConfig(system));
        Connections connections = JournalPool.of(system);
        writer = GroupCommitWriter.start(
                "journal-writer-" + system.name(),
                connections,
                config.daoConfig().bufferSize(),
                config.daoConfig().batchSize(),
                WritePermit.of(system)::isGiven);
        // Registered after the pool's own callback, and so called before it.
        system.registerOnTermination(writer::stop);
    }

    static GroupCommit of(ExtendedActorSystem system) {
        return ID.get(system);
    }

    CompletableFuture<BoxedUnit> write(List<JournalPekkoSerializationRow> rows) {
        return writer.write(rows);
    }

    private static final class Id extends AbstractExtensionId<GroupCommit> {
        @Override
        public GroupCommit createExtension(ExtendedActorSystem system) {
            return new GroupCommit(system);
        }
    }
}
