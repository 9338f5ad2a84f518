package counterfoil.persistence.sealer;

import counterfoil.persistence.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Writers that do to the journal whatever a database lets them do: they commit at once or late, roll back, are killed,
 * prepare and commit or roll back later, and rest between drawing a number and being given a transaction id. Each has
 * entities of its own and writes their events one after another, as an entity does.
 */
public final class Writers {
    private static final String CAUSE = """
            "cause":{"command_id":"c","principal":"writer","request_id":"r","recorded_at":"2026-11-22T10:00:00Z"}""";

    private static final String PLAIN = """
            INSERT INTO event_journal (persistence_id, sequence_number, writer, write_timestamp, event_ser_id,
                                       event_ser_manifest, event_payload)
            SELECT ?, n, 'torture', (extract(epoch FROM clock_timestamp()) * 1000)::bigint, 9001, 'torture.Wrote.v1',
                   convert_to('{"n":' || n || ',' || '%1$s' || '}', 'UTF8')
              FROM generate_series(?::bigint, ?::bigint) AS n
            """.formatted(CAUSE);

    // The select list is computed from left to right: number first, then the rest, and only then the row and its id.
    private static final String STALLED = """
            INSERT INTO event_journal (ordering, writer, persistence_id, sequence_number, write_timestamp, event_ser_id,
                                       event_ser_manifest, event_payload)
            SELECT nextval('event_journal_ordering_seq'), 'stalled' || pg_sleep(?)::text, ?, ?,
                   (extract(epoch FROM clock_timestamp()) * 1000)::bigint, 9001, 'torture.Wrote.v1',
                   convert_to('{%1$s}', 'UTF8')
            """.formatted(CAUSE);

    private final TestDatabase database;
    private final int rounds;
    private final double longestStall;
    private final AtomicInteger prepared = new AtomicInteger();

    /**
     * Writers that take so many steps each.
     *
     * @param longestStall seconds that a transaction may rest
     */
    public Writers(TestDatabase database, int rounds, double longestStall) {
        this.database = database;
        this.rounds = rounds;
        this.longestStall = longestStall;
    }

    /** Lets them write at the same time and returns when all have ended. */
    public void run(int writers) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(writers)) {
            List<Future<Integer>> running = new ArrayList<>();
            for (int i = 0; i < writers; i++) {
                running.add(threads.submit(new Writer(i)));
            }
            for (Future<Integer> writer : running) {
                writer.get();
            }
        }
    }

    private final class Writer implements Callable<Integer> {
        private static final int ENTITIES = 5;

        private final int number;
        private final SplittableRandom chance;
        private final long[] sequence = new long[ENTITIES];
        private Connection connection;

        Writer(int number) throws SQLException {
            this.number = number;
            chance = new SplittableRandom(number);
            connection = database.asApp();
        }

        @Override
        public Integer call() throws SQLException {
            for (int i = 0; i < rounds; i++) {
                step();
            }
            connection.close();
            return rounds;
        }

        private void step() throws SQLException {
            switch (chance.nextInt(12)) {
                case 0 -> rest(false);
                case 1 -> rest(true);
                case 2 -> insert(some(), false);
                case 3 -> insert(some(), true);
                case 4 -> stall();
                case 5 -> killed();
                case 6 -> prepare();
                default -> insert(1, true);
            }
        }

        private int some() {
            return 2 + chance.nextInt(40);
        }

        private String entity(int which) {
            return "torture|" + number + "-" + which;
        }

        private void insert(int events, boolean commit) throws SQLException {
            int which = chance.nextInt(ENTITIES);
            connection.setAutoCommit(false);
            write(which, events);
            end(which, events, commit);
        }

        private void write(int which, int events) throws SQLException {
            try (PreparedStatement statement = connection.prepareStatement(PLAIN)) {
                statement.setString(1, entity(which));
                statement.setLong(2, sequence[which] + 1);
                statement.setLong(3, sequence[which] + events);
                statement.executeUpdate();
            }
        }

        private void end(int which, int events, boolean commit) throws SQLException {
            if (commit) {
                connection.commit();
                sequence[which] += events;
            } else {
                connection.rollback();
            }
        }

        /** Holds an open transaction, with its rows written. */
        private void rest(boolean commit) throws SQLException {
            int which = chance.nextInt(ENTITIES);
            connection.setAutoCommit(false);
            write(which, 3);
            sleepInDatabase();
            end(which, 3, commit);
        }

        private void sleepInDatabase() throws SQLException {
            try (PreparedStatement statement = connection.prepareStatement("SELECT pg_sleep(?)")) {
                statement.setDouble(1, chance.nextDouble() * longestStall);
                statement.execute();
            }
        }

        /** Rests between the number and the transaction id. */
        private void stall() throws SQLException {
            int which = chance.nextInt(ENTITIES);
            connection.setAutoCommit(true);
            try (PreparedStatement statement = connection.prepareStatement(STALLED)) {
                statement.setDouble(1, chance.nextDouble() * longestStall);
                statement.setString(2, entity(which));
                statement.setLong(3, sequence[which] + 1);
                statement.executeUpdate();
            }
            sequence[which]++;
        }

        private void killed() throws SQLException {
            connection.setAutoCommit(false);
            write(chance.nextInt(ENTITIES), some());
            int pid = connection.unwrap(org.postgresql.PGConnection.class).getBackendPID();
            try (Connection superuser = database.asSuperuser();
                    Statement statement = superuser.createStatement()) {
                statement.execute("SELECT pg_terminate_backend(" + pid + ", 5000)");
            }
            connection.close();
            connection = database.asApp();
        }

        private void prepare() throws SQLException {
            int which = chance.nextInt(ENTITIES);
            String name = "torture-" + prepared.incrementAndGet();
            boolean commit = chance.nextBoolean();
            connection.setAutoCommit(false);
            write(which, 2);
            try (Statement statement = connection.createStatement()) {
                statement.execute("PREPARE TRANSACTION '" + name + "'");
                connection.setAutoCommit(true);
                sleepInDatabase();
                statement.execute((commit ? "COMMIT" : "ROLLBACK") + " PREPARED '" + name + "'");
            }
            sequence[which] += commit ? 2 : 0;
        }
    }
}
