package counterfoil.persistence.projection;

import counterfoil.persistence.query.AuditList;
import counterfoil.persistence.query.AuditPage;
import counterfoil.persistence.query.AuditQuestion;
import counterfoil.persistence.query.Connections;
import counterfoil.persistence.query.DatabaseQuestion;
import counterfoil.persistence.query.InstrumentPage;
import counterfoil.persistence.query.InstrumentQuestion;
import counterfoil.persistence.query.InstrumentSearch;
import counterfoil.persistence.query.ReadSide;
import counterfoil.persistence.query.ReadTableStates;
import counterfoil.persistence.query.ReadTableStatus;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.cluster.sharding.typed.ShardedDaemonProcessSettings;
import org.apache.pekko.cluster.sharding.typed.javadsl.ShardedDaemonProcess;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The read tables of a node: keeps those that the cluster gives it, and answers what is asked of any. */
public final class ReadTables implements ReadSide {
    private static final Logger LOG = LoggerFactory.getLogger(ReadTables.class);
    private static final String KEEPING = "pekko.projection.jdbc.blocking-jdbc-dispatcher";
    private static final String ASKING = "read-tables-questions-dispatcher";
    private static final String ROLE = "entity";

    private final InstrumentSearch search;
    private final AuditList auditList;
    private final ReadTableStates states;
    private final Executor asking;
    private volatile List<ReadTableStatus> statuses = List.of();

    private ReadTables(Connections connections, ReadTableSettings settings, InstantSource clock, Executor asking) {
        this.search = new InstrumentSearch(connections);
        this.auditList = new AuditList(connections);
        this.states = new ReadTableStates(connections, settings.behindAfter(), clock);
        this.asking = asking;
    }

    /**
     * Starts on a node that is a member of its cluster: with the role {@code entity} it may be given tables to keep; with
     * any role it answers questions and looks at the state of the tables every tick.
     */
    public static ReadTables start(
            ActorSystem<?> system, Connections connections, ReadTableSettings settings, InstantSource clock) {
        Executor keeping = system.dispatchers().lookup(DispatcherSelector.fromConfig(KEEPING));
        List<ReadTable> tables = tables();
        ShardedDaemonProcess.get(system)
                .init(
                        TableKeeper.Command.class,
                        "read-tables",
                        tables.size(),
                        number -> keeper(system, tables.get(number), connections, settings, clock, keeping),
                        ShardedDaemonProcessSettings.create(system).withRole(ROLE),
                        Optional.of(TableKeeper.Stop.NOW));
        return watching(system, connections, settings, clock);
    }

    static List<ReadTable> tables() {
        return List.of(new AuditTable(), new InstrumentTable());
    }

    static Behavior<TableKeeper.Command> keeper(
            ActorSystem<?> system,
            ReadTable table,
            Connections connections,
            ReadTableSettings settings,
            InstantSource clock,
            Executor keeping) {
        return TableKeeper.create(
                new Upkeep(table, connections, settings, clock),
                new BuildRunner(system, table, connections, settings, clock, keeping),
                settings,
                keeping);
    }

    static ReadTables watching(
            ActorSystem<?> system, Connections connections, ReadTableSettings settings, InstantSource clock) {
        Executor asking = system.dispatchers().lookup(DispatcherSelector.fromConfig(ASKING));
        ReadTables readTables = new ReadTables(connections, settings, clock, asking);
        system.scheduler()
                .scheduleWithFixedDelay(settings.tick(), settings.tick(), readTables::look, system.executionContext());
        return readTables;
    }

    private void look() {
        answer(states::read).whenComplete((read, failure) -> {
            if (failure == null) {
                statuses = List.copyOf(read);
            } else {
                LOG.debug("the read tables could not be looked at: {}", failure.getMessage());
            }
        });
    }

    @Override
    public CompletionStage<InstrumentPage> find(InstrumentQuestion question) {
        return answer(() -> search.find(question));
    }

    @Override
    public CompletionStage<AuditPage> list(AuditQuestion question) {
        return answer(() -> auditList.list(question));
    }

    @Override
    public List<ReadTableStatus> statuses() {
        return statuses;
    }

    @Override
    public CompletionStage<Boolean> tell(String table, Wish wish, String principal) {
        return answer(() -> states.tell(table, wish, principal));
    }

    private <T> CompletionStage<T> answer(DatabaseQuestion<T> question) {
        return question.askOn(asking);
    }
}
