package counterfoil.persistence.journal;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.persistence.jdbc.config.JournalConfig;
import org.apache.pekko.persistence.jdbc.journal.dao.DefaultJournalDao;
import org.apache.pekko.persistence.jdbc.journal.dao.JournalTables.JournalPekkoSerializationRow;
import org.apache.pekko.serialization.Serialization;
import org.apache.pekko.stream.Materializer;
import scala.Tuple2;
import scala.collection.immutable.Seq;
import scala.collection.immutable.Set;
import scala.concurrent.ExecutionContext;
import scala.concurrent.Future;
import scala.jdk.javaapi.CollectionConverters;
import scala.jdk.javaapi.FutureConverters;
import scala.runtime.BoxedUnit;
import slick.jdbc.JdbcBackend;
import slick.jdbc.JdbcProfile;

/**
 * The plugin's journal with another way of writing: {@link GroupCommitWriter} instead of one transaction per batch.
 *
 * <p>Named in {@code jdbc-journal.dao}. Serialization, replay and the highest sequence number stay the plugin's. One call
 * is one atomic write. Tagged events are refused, since nothing may read the journal by tags; deletion fails in the
 * database, which grants it to nobody.
 */
public final class GroupCommitJournalDao extends DefaultJournalDao {

    private final GroupCommit groupCommit;

    /** Called by the plugin, by reflection on exactly these types. */
    public GroupCommitJournalDao(
            JdbcBackend.JdbcDatabaseDef db,
            JdbcProfile profile,
            JournalConfig journalConfig,
            Serialization serialization,
            ExecutionContext ec,
            Materializer mat) {
        super(db, profile, journalConfig, serialization, ec, mat);
        groupCommit = GroupCommit.of(serialization.system());
    }

    @Override
    public Future<BoxedUnit> queueWriteJournalRows(Seq<Tuple2<JournalPekkoSerializationRow, Set<String>>> tagged) {
        List<JournalPekkoSerializationRow> rows = new ArrayList<>(tagged.size());
        for (Tuple2<JournalPekkoSerializationRow, Set<String>> row : CollectionConverters.asJava(tagged)) {
            if (!row._2().isEmpty()) {
                return FutureConverters.asScala(CompletableFuture.failedFuture(new IllegalArgumentException(
                        "tagged events are refused: " + row._1().persistenceId() + " with " + row._2())));
            }
            rows.add(row._1());
        }
        if (rows.isEmpty()) {
            return FutureConverters.asScala(CompletableFuture.completedFuture(BoxedUnit.UNIT));
        }
        return FutureConverters.asScala(groupCommit.write(rows));
    }
}
