package counterfoil.persistence.sealer;

import java.sql.SQLException;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a sealer knows between two rounds; thrown away after any failure, because the tables can always tell it again.
 *
 * @param state as it was committed
 * @param gaps numbers between low and high water without a row
 * @param ahead numbers above the high water that are sealed already
 */
record Memory(LogState state, Gaps gaps, NavigableSet<Long> ahead) {
    /**
     * Reads it from the tables, in the transaction that holds the state's lock. Marks of gaps that were known before stay:
     * they are observations, whoever sealed meanwhile.
     */
    static Memory read(SealTables tables, LogState state, @Nullable Memory before) throws SQLException {
        Gaps known = before == null || before.state().logId() != state.logId() ? new Gaps() : before.gaps();
        Gaps gaps = new Gaps();
        NavigableSet<Long> ahead = new TreeSet<>();
        long expected = state.lowWater() + 1;
        for (SealTables.Sealed run : tables.runsAbove(state.logId(), state.lowWater())) {
            if (run.first() > state.highWater()) {
                for (int i = 0; i < run.length(); i++) {
                    ahead.add(run.first() + i);
                }
            } else {
                gaps.noteAsIn(known, expected, run.first() - 1);
                expected = run.first() + run.length();
            }
        }
        gaps.noteAsIn(known, expected, state.highWater());
        return new Memory(state, gaps, ahead);
    }
}
