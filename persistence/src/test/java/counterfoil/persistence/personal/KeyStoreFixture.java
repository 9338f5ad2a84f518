package counterfoil.persistence.personal;

import counterfoil.persistence.TestDatabase;
import counterfoil.persistence.journal.Migrations;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** A key store on a real server, and the parts that work with it under a clock that the test turns. */
final class KeyStoreFixture {
    static final Instant NOW = Instant.parse("2026-11-22T10:00:00.123456Z");
    static final MasterKey MASTER = MasterKey.parse("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=");

    final TestDatabase database = TestDatabase.empty();
    final AtomicLong nanos = new AtomicLong();
    final KeyStore store = new KeyStore(database::asApp);

    KeyStoreFixture() {
        migrate(database);
    }

    static void migrate(TestDatabase database) {
        Migrations.run(
                Migrations.Schema.KEYS,
                database.url(),
                TestDatabase.OWNER,
                TestDatabase.OWNER_PASSWORD,
                TestDatabase.APP);
    }

    /** Keys as one node has them. */
    DataKeys keys(MasterKey... masters) {
        Keyring ring = new Keyring(masters.length == 0 ? List.of(MASTER) : List.of(masters));
        return new DataKeys(store, ring, InstantSource.fixed(NOW), nanos::get);
    }

    static MasterKey anotherMaster() {
        return MasterKey.parse(Base64.getEncoder().encodeToString(MasterKey.random()));
    }

    /** Every value of every row of the store, in hex and as text. */
    String dump() throws SQLException {
        try (Connection connection = database.asOwner()) {
            return rows(connection, "SELECT w::text FROM wrapped_key w")
                    + rows(connection, "SELECT d::text FROM destroyed_subject d");
        }
    }

    static String rows(Connection connection, String sql) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                rows.add(result.getString(1));
            }
        }
        return String.join("\n", rows);
    }
}
