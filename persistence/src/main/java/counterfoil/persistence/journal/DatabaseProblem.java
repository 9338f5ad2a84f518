package counterfoil.persistence.journal;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * A reason why the database cannot be used as it is, in one line for the person who starts the node.
 *
 * <p>The message names what to change and never contains a password.
 */
public final class DatabaseProblem extends RuntimeException {

    /** What is wrong, for code that must tell one case from another. */
    public enum Kind {
        /** No server answers at the address. */
        UNREACHABLE,
        /** The server refuses the user or the password. */
        WRONG_PASSWORD,
        /** The server has no database of that name. */
        NO_DATABASE,
        /** The role that the application works as does not exist, or has a name that is not allowed. */
        NO_ROLE,
        /** A later release has already migrated this database. */
        NEWER_THAN_RELEASE,
        /** A migration failed, or the files differ from those that ran. */
        MIGRATION_FAILED,
        /** The server works, but its settings could lose or change what was acknowledged. */
        UNSAFE
    }

    private final Kind kind;

    DatabaseProblem(Kind kind, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    /** Returns what is wrong. */
    public Kind kind() {
        return kind;
    }

    /** Classifies a failure to connect by its SQLState (PostgreSQL manual, appendix A). */
    static DatabaseProblem connecting(String url, String user, SQLException failure) {
        String where = JdbcUrl.withoutParameters(url);
        String state = failure.getSQLState() == null ? "" : failure.getSQLState();
        if (state.startsWith("28")) {
            return new DatabaseProblem(
                    Kind.WRONG_PASSWORD, where + " refuses user " + user + " with the given password", failure);
        }
        if (state.equals("3D000")) {
            return new DatabaseProblem(Kind.NO_DATABASE, where + " does not exist on this server", failure);
        }
        return new DatabaseProblem(Kind.UNREACHABLE, where + " cannot be reached: " + firstLine(failure), failure);
    }

    static String firstLine(Throwable failure) {
        String message = failure.getMessage();
        return message == null
                ? failure.getClass().getSimpleName()
                : message.lines().findFirst().orElse("").strip();
    }
}
