package counterfoil.persistence.projection;

import counterfoil.market.Identifier;
import counterfoil.market.IdentifierSpan;
import counterfoil.persistence.journal.EventSerializer;
import counterfoil.persistence.query.SealedEvent;
import counterfoil.persistence.query.SearchWords;
import counterfoil.protocol.stock.StockEvent;
import java.io.NotSerializableException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One row per listed instrument and one per identifier of it, for the search. */
final class InstrumentTable implements ReadTable {
    static final String NAME = "instrument-search";

    private static final String LISTED = "stock.InstrumentListed.v";
    private static final String CHANGED = "stock.InstrumentChanged.v";
    private static final String DELISTED = "stock.InstrumentDelisted.v";
    private static final String ENTITY = "stock|";

    private static final String INSERT = """
            INSERT INTO instrument_search
              (slot, instrument_id, name, name_words, sector, sector_words, currency, type)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """;
    private static final String UPDATE = """
            UPDATE instrument_search SET name = coalesce(?, name), name_words = coalesce(?, name_words),
                   sector = coalesce(?, sector), sector_words = coalesce(?, sector_words)
             WHERE slot = ? AND instrument_id = ?
            """;
    private static final String DELIST = """
            UPDATE instrument_search SET delisted_on = ? WHERE slot = ? AND instrument_id = ?
            """;
    private static final String END_TICKERS = """
            UPDATE instrument_identifier SET valid_to = ?
             WHERE slot = ? AND instrument_id = ? AND scheme = 'ticker' AND (valid_to IS NULL OR valid_to > ?)
            """;
    private static final String FORGET_LATER_TICKERS = """
            DELETE FROM instrument_identifier
             WHERE slot = ? AND instrument_id = ? AND scheme = 'ticker' AND valid_from >= ?
            """;
    private static final String FORGET_IDENTIFIERS =
            "DELETE FROM instrument_identifier WHERE slot = ? AND instrument_id = ?";
    private static final String IDENTIFIER = """
            INSERT INTO instrument_identifier
              (slot, instrument_id, ordinal, scheme, value, mic, valid_from, valid_to)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """;

    private final EventSerializer serializer = new EventSerializer();

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int shape() {
        return 1;
    }

    @Override
    public List<String> partitions() {
        return List.of("instrument_search", "instrument_identifier");
    }

    @Override
    public boolean wants(SealedEvent event) {
        String manifest = event.manifest();
        return manifest.startsWith(LISTED) || manifest.startsWith(CHANGED) || manifest.startsWith(DELISTED);
    }

    @Override
    public void apply(Connection connection, int slot, List<SealedEvent> events) throws SQLException {
        // Decoded before anything is written, so that an unreadable event costs no statement.
        List<StockEvent> decoded = new ArrayList<>(events.size());
        for (SealedEvent event : events) {
            decoded.add(decode(event));
        }
        for (int i = 0; i < events.size(); i++) {
            String id = instrumentId(events.get(i));
            apply(connection, slot, id, decoded.get(i));
        }
    }

    private StockEvent decode(SealedEvent event) {
        try {
            return (StockEvent) serializer.fromBinary(event.payload(), event.manifest());
        } catch (NotSerializableException unreadable) {
            throw new IllegalArgumentException("not readable: " + unreadable.getMessage(), unreadable);
        }
    }

    private static String instrumentId(SealedEvent event) {
        if (!event.persistenceId().startsWith(ENTITY)) {
            throw new IllegalArgumentException("not an instrument: " + event.persistenceId());
        }
        return event.persistenceId().substring(ENTITY.length());
    }

    private static void apply(Connection connection, int slot, String id, StockEvent event) throws SQLException {
        switch (event) {
            case StockEvent.InstrumentListed listed -> list(connection, slot, id, listed);
            case StockEvent.InstrumentChanged changed -> {
                change(connection, slot, id, changed);
                if (changed.identifiers() != null) {
                    identify(connection, slot, id, changed.identifiers());
                }
            }
            case StockEvent.InstrumentDelisted delisted -> delist(connection, slot, id, delisted);
            case StockEvent.BarsRecorded other -> {}
            case StockEvent.BarsCorrected other -> {}
            case StockEvent.BarsQuestioned other -> {}
            case StockEvent.QuestionsAccepted other -> {}
            case StockEvent.QuestionsRejected other -> {}
            case StockEvent.QuestionsExplained other -> {}
            case StockEvent.CorporateActionsRecorded other -> {}
            case StockEvent.AdjustmentsStated other -> {}
            case StockEvent.ImportWithdrawn other -> {}
        }
    }

    private static void list(Connection connection, int slot, String id, StockEvent.InstrumentListed listed)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            statement.setInt(1, slot);
            statement.setString(2, id);
            statement.setString(3, listed.instrument().name());
            statement.setString(4, words(listed.instrument().name()));
            statement.setString(5, listed.instrument().sector());
            statement.setString(6, folded(listed.instrument().sector()));
            statement.setString(7, listed.instrument().currency().code());
            statement.setString(8, listed.instrument().type().code());
            statement.executeUpdate();
        }
        identify(connection, slot, id, listed.instrument().identifiers());
    }

    private static void change(Connection connection, int slot, String id, StockEvent.InstrumentChanged changed)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(UPDATE)) {
            statement.setString(1, changed.name());
            statement.setString(2, changed.name() == null ? null : words(changed.name()));
            statement.setString(3, changed.sector());
            statement.setString(4, folded(changed.sector()));
            statement.setInt(5, slot);
            statement.setString(6, id);
            requireListed(id, statement.executeUpdate());
        }
    }

    private static void delist(Connection connection, int slot, String id, StockEvent.InstrumentDelisted delisted)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(DELIST)) {
            statement.setObject(1, delisted.on());
            statement.setInt(2, slot);
            statement.setString(3, id);
            requireListed(id, statement.executeUpdate());
        }
        try (PreparedStatement statement = connection.prepareStatement(FORGET_LATER_TICKERS)) {
            statement.setInt(1, slot);
            statement.setString(2, id);
            statement.setObject(3, delisted.on());
            statement.executeUpdate();
        }
        try (PreparedStatement statement = connection.prepareStatement(END_TICKERS)) {
            statement.setObject(1, delisted.on());
            statement.setInt(2, slot);
            statement.setString(3, id);
            statement.setObject(4, delisted.on());
            statement.executeUpdate();
        }
    }

    private static void requireListed(String id, int rows) {
        if (rows != 1) {
            throw new IllegalArgumentException("a fact about " + id + ", which was never listed");
        }
    }

    private static void identify(Connection connection, int slot, String id, List<IdentifierSpan> identifiers)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(FORGET_IDENTIFIERS)) {
            statement.setInt(1, slot);
            statement.setString(2, id);
            statement.executeUpdate();
        }
        try (PreparedStatement statement = connection.prepareStatement(IDENTIFIER)) {
            for (int i = 0; i < identifiers.size(); i++) {
                IdentifierSpan span = identifiers.get(i);
                Identifier identifier = span.identifier();
                boolean isTicker = identifier.scheme() == Identifier.Scheme.TICKER;
                statement.setInt(1, slot);
                statement.setString(2, id);
                statement.setInt(3, i);
                statement.setString(4, identifier.scheme().code());
                statement.setString(5, isTicker ? identifier.symbol() : identifier.value());
                statement.setString(6, isTicker ? identifier.mic().code() : null);
                statement.setObject(7, span.validity().from(), Types.DATE);
                statement.setObject(8, span.validity().to(), Types.DATE);
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    /** With a space before each word, so that the beginning of a word is found by one pattern. */
    private static String words(String name) {
        return " " + SearchWords.fold(name);
    }

    private static @Nullable String folded(@Nullable String text) {
        return text == null ? null : SearchWords.fold(text);
    }
}
