package counterfoil.persistence.projection;

import counterfoil.market.Bars;
import counterfoil.market.Identifier;
import counterfoil.market.IdentifierSpan;
import counterfoil.market.Instrument;
import counterfoil.market.InstrumentType;
import counterfoil.market.Mic;
import counterfoil.market.Timeframe;
import counterfoil.market.Validity;
import counterfoil.money.Currency;
import counterfoil.persistence.TestDatabase;
import counterfoil.persistence.journal.EventSerializer;
import counterfoil.protocol.Cause;
import counterfoil.protocol.Enciphered;
import counterfoil.protocol.Event;
import counterfoil.protocol.stock.ImportOrigin;
import counterfoil.protocol.stock.StockEvent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes events into a journal and seals them as V002__seal.sql says: one run per call. Roots and hashes are of zeros,
 * since no read table looks at them.
 */
final class LogFixture {
    static final Instant RECORDED = Instant.parse("2026-11-20T10:00:00Z");

    private static final EventSerializer SERIALIZER = new EventSerializer();

    private final TestDatabase database;
    private final Map<String, Long> sequenceNumbers = new HashMap<>();

    LogFixture(TestDatabase database) {
        this.database = database;
    }

    /** An event of an entity. */
    record Fact(String persistenceId, Event event) {}

    static Fact listed(String id, String name, Identifier... identifiers) {
        List<IdentifierSpan> spans = List.of(identifiers).stream()
                .map(identifier -> new IdentifierSpan(identifier, Validity.ALWAYS))
                .toList();
        Instrument instrument =
                new Instrument(name, new Currency("USD"), InstrumentType.COMMON_STOCK, "Technology", spans);
        return new Fact("stock|" + id, new StockEvent.InstrumentListed(id, instrument, cause("list-" + id, null)));
    }

    static Fact listed(String id, String name, String ticker) {
        return listed(id, name, Identifier.ticker(ticker, new Mic("XNAS")));
    }

    static Fact renamed(String id, String name) {
        return new Fact(
                "stock|" + id, new StockEvent.InstrumentChanged(name, null, null, cause("rename-" + id, "new name")));
    }

    /** Bars that concern the audit list only. */
    static Fact bars(String id, int number) {
        ImportOrigin origin = new ImportOrigin("import-" + number, "test", RECORDED, "00", 0);
        return new Fact(
                "stock|" + id,
                new StockEvent.BarsRecorded(Timeframe.D1, origin, Bars.EMPTY, cause("bars-" + number, null)));
    }

    /** The envelope of "new name" as PostgreSQL prints it: keys by length, then by letter. */
    static final String ENVELOPE_JSON = "{\"nonce\": \"AAAAAAAAAAAAAAAA\", \"subject\": \"user-7\", "
            + "\"ciphertext\": \"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\", \"key_version\": 1}";

    static Cause cause(String command, @org.jspecify.annotations.Nullable String reason) {
        Enciphered envelope =
                reason == null ? null : new Enciphered("user-7", 1, new byte[12], new byte[reason.length() + 16]);
        return new Cause(command, "user-7", null, "request-" + command, RECORDED, null, envelope);
    }

    /** Opens a log; the number of the first is 1. */
    LogFixture open(int logId) throws SQLException {
        try (Connection connection = database.asApp();
                Statement statement = connection.createStatement()) {
            statement.execute("INSERT INTO seal_log (log_id, origin, opened_at) VALUES (" + logId + ", 'test.example/"
                    + logId + "', now())");
            statement.execute(
                    "INSERT INTO seal_state VALUES (" + logId + ", 0, decode(repeat('00', 32), 'hex'), '', 0, 0)");
        }
        return this;
    }

    /** Writes events into the journal in one transaction, without sealing them. */
    void write(List<Fact> facts) throws SQLException {
        try (Connection connection = database.asApp();
                PreparedStatement statement = connection.prepareStatement("""
                        INSERT INTO event_journal (persistence_id, sequence_number, writer, write_timestamp,
                                                   event_ser_id, event_ser_manifest, event_payload)
                        VALUES (?, ?, 'test', ?, 9001, ?, ?)
                        """)) {
            connection.setAutoCommit(false);
            for (Fact fact : facts) {
                statement.setString(1, fact.persistenceId());
                statement.setLong(2, sequenceNumbers.merge(fact.persistenceId(), 1L, Long::sum));
                statement.setLong(3, RECORDED.toEpochMilli());
                statement.setString(4, SERIALIZER.manifest(fact.event()));
                statement.setBytes(5, SERIALIZER.toBinary(fact.event()));
                statement.addBatch();
            }
            statement.executeBatch();
            connection.commit();
        }
    }

    /** Seals every row of the journal that is not sealed in a log. */
    void seal(int logId) throws SQLException {
        try (Connection connection = database.asApp();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            long size;
            long high;
            try (ResultSet rows = statement.executeQuery(
                    "SELECT size, high_water FROM seal_state WHERE log_id = " + logId + " FOR UPDATE")) {
                rows.next();
                size = rows.getLong(1);
                high = rows.getLong(2);
            }
            // Runs of consecutive numbers: the number less its rank is the same within one.
            int sealed = 0;
            try (ResultSet rows = statement.executeQuery("""
                    SELECT min(ordering), count(*) FROM (
                      SELECT ordering, ordering - row_number() OVER (ORDER BY ordering) AS run
                        FROM event_journal WHERE ordering > %d) r GROUP BY run ORDER BY 1
                    """.formatted(high))) {
                try (PreparedStatement run =
                        connection.prepareStatement("INSERT INTO seal_run VALUES (" + logId + ", ?, ?, ?)")) {
                    while (rows.next()) {
                        run.setLong(1, size + sealed);
                        run.setLong(2, rows.getLong(1));
                        run.setInt(3, rows.getInt(2));
                        run.addBatch();
                        sealed += rows.getInt(2);
                        high = rows.getLong(1) + rows.getInt(2) - 1;
                    }
                    run.executeBatch();
                }
            }
            statement.execute("UPDATE seal_state SET size = size + " + sealed + ", high_water = " + high
                    + ", low_water = " + high + " WHERE log_id = " + logId);
            connection.commit();
        }
    }

    /** Writes and seals in log 1. */
    void add(List<Fact> facts) throws SQLException {
        write(facts);
        seal(1);
    }

    /** The number that a query answers. */
    long number(String sql) throws SQLException {
        try (Connection connection = database.asApp();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
