package counterfoil.persistence.query;

import counterfoil.persistence.query.FoundInstrument.Match;
import counterfoil.persistence.query.InstrumentQuestion.Place;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Looks instruments up; blocks.
 *
 * <p>An instrument is found for the best of four reasons, and they rank in this order: the text is one of its
 * identifiers; one of its tickers begins with the text; each word of the text begins a word of its name; its name is
 * like the text, by the word similarity of pg_trgm (PostgreSQL manual, F.35), at least {@link #LEAST_LIKENESS}. Within a
 * reason those that trade come before those that are delisted; then identifiers that are valid on the date before
 * former ones, and names that are more like the text, as a whole too, before others; then by ticker.
 */
public final class InstrumentSearch {
    /**
     * Least word similarity of a name that is found for its likeness. Two letters swapped leave 3 of 9 trigrams in common
     * in a word of five letters (0.33), and 6 of 14 in one of nine (0.43).
     */
    static final double LEAST_LIKENESS = 0.3;

    private static final String TABLE = "instrument-search";
    private static final int SHORTEST_LIKE = 3;
    private static final int MOST_WORDS = 10;

    private static final String SHOWN_TICKER = """
              LEFT JOIN LATERAL (
                     SELECT value, mic FROM instrument_identifier n
                      WHERE n.slot = i.slot AND n.instrument_id = i.instrument_id AND n.scheme = 'ticker'
                      ORDER BY (coalesce(n.valid_from <= d.today, true) AND coalesce(n.valid_to > d.today, true)) DESC,
                               CASE WHEN coalesce(n.valid_to > d.today, true)
                                     AND coalesce(n.valid_from <= d.today, true)
                                    THEN n.ordinal END,
                               n.valid_to DESC NULLS FIRST, n.ordinal
                      LIMIT 1) t ON true
            """;

    private final Connections connections;

    /** Reads through these connections. */
    public InstrumentSearch(Connections connections) {
        this.connections = connections;
    }

    /** A page, the best first. */
    public InstrumentPage find(InstrumentQuestion question) throws SQLException {
        try (Connection connection = connections.open()) {
            return ActiveBuild.read(connection, TABLE, new InstrumentPage(List.of(), false, TableBasis.NONE), build -> {
                try (Statement statement = connection.createStatement()) {
                    statement.execute("SET LOCAL pg_trgm.word_similarity_threshold = " + LEAST_LIKENESS);
                }
                List<FoundInstrument> found = find(connection, question, build.slot());
                boolean more = found.size() > question.limit();
                return new InstrumentPage(more ? found.subList(0, question.limit()) : found, more, build.basis());
            });
        }
    }

    private static List<FoundInstrument> find(Connection connection, InstrumentQuestion question, int slot)
            throws SQLException {
        Sql sql = new Sql();
        sql.add("WITH d AS (SELECT ?::date AS today), hit AS (", question.on());
        hits(sql, question, slot);
        sql.add("""
                ), best AS (
                  SELECT DISTINCT ON (instrument_id) instrument_id, reason, likeness
                    FROM hit ORDER BY instrument_id, reason, likeness DESC
                ), ranked AS (
                  SELECT i.*, t.value AS ticker, t.mic, b.likeness, coalesce(t.value, '') AS ticker_order,
                         2 * b.reason + CASE WHEN i.delisted_on <= d.today THEN 1 ELSE 0 END AS rank
                    FROM best b JOIN instrument_search i ON i.slot = ? AND i.instrument_id = b.instrument_id
                   CROSS JOIN d
                """, slot);
        sql.add(SHOWN_TICKER);
        sql.add(")\nSELECT instrument_id, ticker, mic, name, currency, type, sector, delisted_on, rank, likeness");
        sql.add(" FROM ranked WHERE true");
        if (question.sector() != null) {
            sql.add(" AND sector_words = ?", SearchWords.fold(question.sector()));
        }
        if (question.mic() != null) {
            sql.add(" AND mic = ?", question.mic());
        }
        Place after = question.after();
        if (after != null) {
            sql.add(
                    " AND (rank, -likeness, ticker_order, instrument_id) > (?, ?, ?, ?)",
                    after.rank(),
                    -after.likeness(),
                    after.ticker(),
                    after.instrumentId());
        }
        sql.add(" ORDER BY rank, -likeness, ticker_order, instrument_id LIMIT ?", question.limit() + 1);
        return sql.list(connection, InstrumentSearch::found);
    }

    private static void hits(Sql sql, InstrumentQuestion question, int slot) {
        String text = question.text();
        if (text == null) {
            sql.add(
                    "SELECT instrument_id, " + Match.ALL.rank()
                            + " AS reason, 0 AS likeness FROM instrument_search WHERE slot = ?",
                    slot);
            return;
        }
        String capitals = text.strip().toUpperCase(Locale.ROOT);
        String folded = SearchWords.fold(text);
        identifierHits(sql, capitals, slot);
        if (!folded.isEmpty()) {
            sql.add(
                    "\nUNION ALL SELECT instrument_id, " + Match.NAME.rank()
                            + ", round(1000 * similarity(?, name_words))::integer FROM instrument_search"
                            + " WHERE slot = ?",
                    folded,
                    slot);
            for (String word : List.of(folded.split(" ", MOST_WORDS))) {
                sql.add(" AND name_words LIKE ?", "% " + escape(word) + "%");
            }
        }
        if (folded.length() >= SHORTEST_LIKE) {
            sql.add(
                    "\nUNION ALL SELECT instrument_id, " + Match.SIMILAR.rank()
                            + ", round(800 * word_similarity(?, name_words) + 200 * similarity(?, name_words))::integer"
                            + " FROM instrument_search WHERE slot = ? AND ? <% name_words",
                    folded,
                    folded,
                    slot,
                    folded);
        }
    }

    private static void identifierHits(Sql sql, String capitals, int slot) {
        String likeness = " CASE WHEN coalesce(valid_from <= d.today, true) AND coalesce(valid_to > d.today, true)"
                + " THEN 1000 ELSE 500 END";
        sql.add(
                "SELECT instrument_id, " + Match.EXACT.rank() + " AS reason," + likeness
                        + " AS likeness FROM instrument_identifier CROSS JOIN d WHERE slot = ? AND (value = ?",
                slot,
                capitals);
        int dot = capitals.lastIndexOf('.');
        if (dot > 0) {
            sql.add(" OR (value = ? AND mic = ?)", capitals.substring(0, dot), capitals.substring(dot + 1));
        }
        if (capitals.length() < 10 && capitals.chars().allMatch(c -> c >= '0' && c <= '9')) {
            // People leave the zeros out with which the SEC fills a CIK up.
            sql.add(" OR (value = ? AND scheme = 'cik')", "0".repeat(10 - capitals.length()) + capitals);
        }
        sql.add(")");
        if (!capitals.isEmpty()) {
            sql.add(
                    "\nUNION ALL SELECT instrument_id, " + Match.TICKER.rank() + "," + likeness
                            + " FROM instrument_identifier CROSS JOIN d"
                            + " WHERE slot = ? AND scheme = 'ticker' AND value LIKE ?",
                    slot,
                    escape(capitals) + "%");
        }
    }

    /** A text of which LIKE takes every character for itself. */
    static String escape(String text) {
        return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }

    private static FoundInstrument found(ResultSet rows) throws SQLException {
        String id = rows.getString(1);
        String ticker = rows.getString(2);
        int rank = rows.getInt(9);
        return new FoundInstrument(
                id,
                ticker,
                rows.getString(3),
                rows.getString(4),
                rows.getString(5),
                rows.getString(6),
                rows.getString(7),
                rows.getObject(8, LocalDate.class),
                Match.ofRank(rank / 2),
                new Place(rank, rows.getInt(10), ticker == null ? "" : ticker, id));
    }

    /** A statement in the making: its text, and the values for its question marks, which never enter the text. */
    private static final class Sql {
        private final StringBuilder text = new StringBuilder();
        private final List<Object> values = new ArrayList<>();

        void add(String part, Object... more) {
            text.append(part);
            values.addAll(List.of(more));
        }

        <T> List<T> list(Connection connection, Row<T> row) throws SQLException {
            try (PreparedStatement statement = connection.prepareStatement(text.toString())) {
                for (int i = 0; i < values.size(); i++) {
                    statement.setObject(i + 1, values.get(i));
                }
                List<T> list = new ArrayList<>();
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        list.add(row.read(rows));
                    }
                }
                return list;
            }
        }
    }

    /** What is made of a row. */
    @FunctionalInterface
    private interface Row<T> {
        T read(ResultSet rows) throws SQLException;
    }
}
