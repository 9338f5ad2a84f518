package counterfoil.persistence.projection;

import counterfoil.persistence.query.SealedEvent;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;

/** A read table that does what a test wants before, and after, it takes a group. */
final class FaultyTable implements ReadTable {
    private final ReadTable table;
    private final int shape;
    private final Fault before;
    private final Fault after;

    FaultyTable(ReadTable table, int shape, Fault before, Fault after) {
        this.table = table;
        this.shape = shape;
        this.before = before;
        this.after = after;
    }

    /** What happens around a group. */
    @FunctionalInterface
    interface Fault {
        void happen(Connection connection, List<SealedEvent> events) throws SQLException;
    }

    /** Looks at each event on its own, as a table does that chokes on one of them. */
    static FaultyTable choking(ReadTable table, Consumer<SealedEvent> onEach) {
        return new FaultyTable(
                table, table.shape(), (connection, events) -> events.forEach(onEach), (connection, events) -> {});
    }

    @Override
    public String name() {
        return table.name();
    }

    @Override
    public int shape() {
        return shape;
    }

    @Override
    public List<String> partitions() {
        return table.partitions();
    }

    @Override
    public boolean wants(SealedEvent event) {
        return table.wants(event);
    }

    @Override
    public void apply(Connection connection, int slot, List<SealedEvent> events) throws SQLException {
        before.happen(connection, events);
        table.apply(connection, slot, events);
        after.happen(connection, events);
    }
}
