package counterfoil.node.health;

import counterfoil.http.health.DatabaseGate;
import counterfoil.node.database.KeptConnection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the database, again and again, whether it answers and takes writes. It has a thread and a connection of its own,
 * so that neither a full pool nor a busy actor system can be mistaken for a database that is away.
 */
public final class DatabaseProbe implements DatabaseGate, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DatabaseProbe.class);

    private final KeptConnection connection;
    private final Duration interval;
    private final InstantSource clock;
    private final Thread thread;

    private volatile State state;
    private volatile long answeredOf;
    private volatile boolean closed;

    /**
     * Starts asking; the database counts as up until the first answer is missing.
     *
     * @param url JDBC address
     * @param interval pause between an answer and the next question
     * @param timeout how long an answer, or a new connection, may take; counted in whole seconds, at least one
     */
    public DatabaseProbe(
            String url, String user, String password, Duration interval, Duration timeout, InstantSource clock) {
        this.interval = interval;
        this.clock = clock;
        String seconds = Long.toString(Math.max(1, timeout.toSeconds()));
        Properties login = new Properties();
        login.setProperty("user", user);
        login.setProperty("password", password);
        login.setProperty("connectTimeout", seconds);
        login.setProperty("loginTimeout", seconds);
        login.setProperty("socketTimeout", seconds);
        login.setProperty("ApplicationName", "counterfoil-probe");
        connection = new KeptConnection(() -> DriverManager.getConnection(url, login));
        state = new State(true, clock.instant(), null);
        answeredOf = System.nanoTime();
        thread = Thread.ofPlatform().daemon().name("database-probe").start(this::askForEver);
    }

    @Override
    public boolean isUp() {
        return state.up();
    }

    @Override
    public State state() {
        return state;
    }

    /** Reading of {@link System#nanoTime} at which the last question was put that the database answered. */
    public long answeredOf() {
        return answeredOf;
    }

    private void askForEver() {
        try {
            while (!closed) {
                long asked = System.nanoTime();
                String reason = ask();
                answeredOf = reason == null ? asked : answeredOf;
                record(reason);
                Thread.sleep(interval);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            connection.drop();
        }
    }

    /** Null if the database takes writes; else why not, in one line. */
    private @Nullable String ask() {
        try {
            try (Statement statement = connection.get().createStatement();
                    ResultSet row = statement.executeQuery("SELECT pg_is_in_recovery()")) {
                return row.next() && !row.getBoolean(1) ? null : "the server is a standby and takes no writes";
            }
        } catch (SQLException e) {
            connection.drop();
            String message = e.getMessage();
            return message == null ? e.toString() : message.lines().findFirst().orElse("no answer");
        }
    }

    private void record(@Nullable String reason) {
        State before = state;
        if (before.up() == (reason == null)) {
            return;
        }
        state = new State(reason == null, clock.instant(), reason);
        if (reason == null) {
            LOG.info("the database answers again after {}", Duration.between(before.since(), state.since()));
        } else {
            LOG.warn("the database does not answer, writes are refused: {}", reason);
        }
    }

    /** Stops asking; the last answer stands. */
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }
}
