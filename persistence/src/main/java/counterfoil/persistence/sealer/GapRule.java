package counterfoil.persistence.sealer;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Decides when a number that is missing from the journal will never appear. The sealer uses {@link LockHolders}; what else
 * suggests itself, such as waiting for a while, loses events.
 */
interface GapRule {
    /** Looks at who may still fill a gap; called in a statement of its own after the rows were read. */
    Mark look(Connection connection) throws SQLException;

    /** What is kept with a gap, from the look that followed its first sight. */
    interface Mark {
        /** What is left of this after a later look. */
        Mark narrowedBy(Mark now);

        /** Whether nobody is left: if a snapshot taken after this still lacks the number, it will never appear. */
        boolean isOver();
    }
}
