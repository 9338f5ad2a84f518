package counterfoil.persistence.query;

import java.sql.SQLException;

/** The database did not answer while something read the log through an interface that knows no databases. */
public final class LogUnreadable extends RuntimeException {
    LogUnreadable(SQLException cause) {
        super("the log could not be read: " + cause.getMessage(), cause);
    }
}
