package counterfoil.persistence.sealer;

import counterfoil.persistence.seal.Frontier;
import counterfoil.persistence.sealer.SealTables.Row;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One transaction that moves the log on.
 *
 * <p>It locks the state; reads, in one statement and so in one snapshot, the next rows above the high water and every row
 * that fills a gap; appends both in the order of the journal's numbers; and notes the numbers that are missing. An entity's
 * events stay in order: it writes an event only after the one before is committed, so a snapshot that shows an event shows
 * all before it, and they have smaller numbers.
 */
final class SealingRound {
    private final Connection connection;
    private final SealTables tables;
    private final GapRule rule;

    SealingRound(Connection connection, GapRule rule) {
        this.connection = connection;
        this.tables = new SealTables(connection);
        this.rule = rule;
    }

    /**
     * What a round did.
     *
     * @param memory what is known after it
     * @param sealed write timestamps of the rows that it sealed, in order of position
     * @param mayGoOn whether more was there than one round takes
     */
    record Done(Memory memory, long[] sealed, boolean mayGoOn) {}

    /**
     * Seals what is there; empty, with nothing done, when somebody else holds the lock or has sealed since.
     *
     * @param before what the last round knew; null after a failure
     * @param isTakingOver whether others may have sealed since; what is known is then read anew
     */
    Optional<Done> run(@Nullable Memory before, boolean isTakingOver) throws SQLException {
        Memory memory = lock(before, isTakingOver);
        if (memory == null) {
            return Optional.empty();
        }
        LogState state = memory.state();
        Gaps gaps = memory.gaps().copy();
        List<Row> rows = tables.rows(state.highWater(), gaps);
        List<Row> filling = rows.stream().filter(Row::wasMissing).toList();
        boolean gapsAreFull = filling.size() == SealTables.GAP_PAGE;
        List<Row> toSeal = gapsAreFull ? filling : rows;

        filling.forEach(row -> gaps.fill(row.ordering()));
        // Before this round's look: what was over at an earlier one was looked up once more, and is not there.
        if (!gapsAreFull) {
            gaps.bury();
        }
        long high = state.highWater();
        for (Row row : toSeal) {
            if (!row.wasMissing()) {
                gaps.note(high + 1, row.ordering() - 1);
                high = row.ordering();
            }
        }
        if (!gaps.isEmpty()) {
            gaps.narrow(rule.look(connection));
        }
        List<Row> unsealed = toSeal.stream()
                .filter(row -> !memory.ahead().contains(row.ordering()))
                .toList();
        LogState after = append(state, unsealed, gaps.isEmpty() ? high : gaps.first() - 1, high);
        boolean mayGoOn = gapsAreFull || rows.size() - filling.size() == SealTables.PAGE;
        Memory now = new Memory(after, gaps, memory.ahead());
        return Optional.of(new Done(now, timestamps(unsealed), mayGoOn));
    }

    /**
     * Seals rows that a reconciliation found at or below the low water; those that are sealed by now are left alone.
     *
     * @param orderings their numbers in the journal
     */
    Optional<Done> runLate(@Nullable Memory before, boolean isTakingOver, Collection<Long> orderings)
            throws SQLException {
        Memory memory = lock(before, isTakingOver);
        if (memory == null) {
            return Optional.empty();
        }
        LogState state = memory.state();
        List<Row> rows = tables.unsealedAmong(state.logId(), state.lowWater(), orderings);
        LogState after = append(state, rows, state.lowWater(), state.highWater());
        Memory now = new Memory(after, memory.gaps(), memory.ahead());
        return Optional.of(new Done(now, timestamps(rows), false));
    }

    private @Nullable Memory lock(@Nullable Memory before, boolean isTakingOver) throws SQLException {
        LogState state = tables.lock().orElse(null);
        if (state != null && (before == null || isTakingOver)) {
            return Memory.read(tables, state, before);
        }
        if (state == null || before == null || !before.state().isSamePlaceAs(state)) {
            connection.rollback();
            return null;
        }
        return before;
    }

    private LogState append(LogState state, List<Row> rows, long low, long high) throws SQLException {
        if (rows.isEmpty() && low == state.lowWater() && high == state.highWater()) {
            connection.rollback();
            return state;
        }
        Appended appended = new Appended(Frontier.of(state.size(), state.frontier()));
        rows.forEach(row -> appended.append(row.ordering(), row.leafHash()));
        Frontier frontier = appended.frontier();
        LogState after = new LogState(
                state.logId(), state.origin(), frontier.size(), frontier.root(), frontier.toBytes(), low, high);
        tables.append(state.logId(), appended, after);
        connection.commit();
        return after;
    }

    private static long[] timestamps(List<Row> rows) {
        return rows.stream().mapToLong(Row::writeTimestamp).toArray();
    }
}
