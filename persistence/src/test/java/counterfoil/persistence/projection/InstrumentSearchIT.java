package counterfoil.persistence.projection;

import static org.assertj.core.api.Assertions.assertThat;

import counterfoil.market.Identifier;
import counterfoil.market.Identifier.Scheme;
import counterfoil.market.IdentifierSpan;
import counterfoil.market.Instrument;
import counterfoil.market.InstrumentType;
import counterfoil.market.Mic;
import counterfoil.market.Validity;
import counterfoil.money.Currency;
import counterfoil.persistence.TestDatabase;
import counterfoil.persistence.projection.LogFixture.Fact;
import counterfoil.persistence.query.FoundInstrument;
import counterfoil.persistence.query.FoundInstrument.Match;
import counterfoil.persistence.query.InstrumentPage;
import counterfoil.persistence.query.InstrumentQuestion;
import counterfoil.persistence.query.InstrumentSearch;
import counterfoil.protocol.stock.StockEvent;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The search over real names. Agilent, Alcoa and Apple with their CIK and FIGI are from Polygon's published examples of
 * its reference tickers; Boeing, Alibaba and Bank7 from Alpha Vantage's example of its symbol search.
 */
final class InstrumentSearchIT {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);
    private static final TestDatabase DATABASE = TestDatabase.shared();
    private static final InstrumentSearch SEARCH = new InstrumentSearch(DATABASE::asApp);

    @BeforeAll
    static void listThem() throws Exception {
        LogFixture log = new LogFixture(DATABASE).open(1);
        log.add(List.of(
                stock(
                        "agilent",
                        "Agilent Technologies Inc.",
                        "Healthcare",
                        "A",
                        "XNYS",
                        cik("0001090872"),
                        figi("BBG000C2V3D6")),
                stock("alcoa", "Alcoa Corporation", "Materials", "AA", "XNYS", cik("0001675149"), figi("BBG00B3T3HD3")),
                stock(
                        "apple",
                        "Apple Inc.",
                        "Technology",
                        "AAPL",
                        "XNAS",
                        cik("0000320193"),
                        figi("BBG000B9XRY4"),
                        isin("US0378331005")),
                stock("apple-reit", "Apple Hospitality REIT, Inc.", "Real Estate", "APLE", "XNYS"),
                stock("boeing", "The Boeing Company", "Industrials", "BA", "XNYS"),
                stock("alibaba", "Alibaba Group Holding Limited", "Technology", "BABA", "XNYS"),
                stock("bank7", "Bank7 Corp.", "Finanzgüter", "BSVN", "XNAS"),
                stock("microsoft", "Microsoft Corporation", "Technology", "MSFT", "XNAS"),
                stock("ibm", "International Business Machines Corporation", "Technology", "IBM", "XNYS"),
                stock("loreal", "L'Oréal S.A.", "Consumer", "OR", "XPAR"),
                stock("att", "AT&T Inc.", "Telecom", "T", "XNYS"),
                stock("pct", "100% Pure_Name \\ Co", "Odd", "PCT", "XOFF"),
                stock("old-apple", "Apple Leisure Group", "Travel", "APLG", "XNYS"),
                new Fact(
                        "stock|old-apple",
                        new StockEvent.InstrumentDelisted(
                                LocalDate.of(2020, 1, 2), LogFixture.cause("delist", "sold"))),
                stock("meta", "Facebook, Inc.", "Technology", "FB", "XNAS"),
                new Fact(
                        "stock|meta",
                        new StockEvent.InstrumentChanged(
                                "Meta Platforms, Inc.",
                                null,
                                List.of(
                                        span("FB", "XNAS", null, LocalDate.of(2022, 6, 9)),
                                        span("META", "XNAS", LocalDate.of(2022, 6, 9), null)),
                                LogFixture.cause("rename", "renamed")))));
        try (KeptTables tables = KeptTables.on(DATABASE, "")) {
            tables.keep(new InstrumentTable());
            KeptTables.awaitPosition(log, InstrumentTable.NAME, 15);
        }
    }

    private static Fact stock(String id, String name, String sector, String ticker, String mic, Identifier... more) {
        List<IdentifierSpan> spans = new ArrayList<>(List.of(span(ticker, mic, null, null)));
        for (Identifier identifier : more) {
            spans.add(new IdentifierSpan(identifier, Validity.ALWAYS));
        }
        Instrument instrument = new Instrument(name, new Currency("USD"), InstrumentType.COMMON_STOCK, sector, spans);
        return new Fact(
                "stock|" + id, new StockEvent.InstrumentListed(id, instrument, LogFixture.cause("list-" + id, null)));
    }

    private static IdentifierSpan span(String ticker, String mic, @Nullable LocalDate from, @Nullable LocalDate to) {
        return new IdentifierSpan(Identifier.ticker(ticker, new Mic(mic)), new Validity(from, to));
    }

    private static Identifier cik(String value) {
        return new Identifier(Scheme.CIK, value);
    }

    private static Identifier figi(String value) {
        return new Identifier(Scheme.FIGI, value);
    }

    private static Identifier isin(String value) {
        return new Identifier(Scheme.ISIN, value);
    }

    private static List<FoundInstrument> find(String text) throws SQLException {
        return page(text, null, null, 100, null).instruments();
    }

    private static InstrumentPage page(
            @Nullable String text,
            @Nullable String sector,
            @Nullable String mic,
            int limit,
            InstrumentQuestion.@Nullable Place after)
            throws SQLException {
        return SEARCH.find(new InstrumentQuestion(text, sector, mic, TODAY, limit, after));
    }

    private static List<String> ids(List<FoundInstrument> found) {
        return found.stream().map(FoundInstrument::instrumentId).toList();
    }

    @Test
    void theTickerItselfThenTickersThatBeginWithItThenNames() throws SQLException {
        List<FoundInstrument> found = find("a");

        assertThat(ids(found).subList(0, 5)).containsExactly("agilent", "alcoa", "apple", "apple-reit", "old-apple");
        assertThat(found.getFirst().match()).isEqualTo(Match.EXACT);
        assertThat(found.get(4).match()).isEqualTo(Match.TICKER);
        assertThat(found.stream().filter(one -> one.match() == Match.NAME).map(FoundInstrument::instrumentId))
                .containsExactlyInAnyOrder("alibaba", "att");
    }

    @Test
    void wordsOfTheNameFindTheShorterNameFirstAndTheDelistedLast() throws SQLException {
        assertThat(ids(find("apple"))).containsExactly("apple", "apple-reit", "old-apple");
        assertThat(ids(find("APPLE hosp"))).startsWith("apple-reit");
        assertThat(ids(find("machines business"))).startsWith("ibm");
    }

    @ParameterizedTest
    @CsvSource({
        "mircosoft, microsoft",
        "microsft, microsoft",
        "aplle, apple",
        "appel, apple",
        "boing, boeing",
        "alibabba, alibaba",
        "internatonal busines machines, ibm",
        "loreal, loreal",
        "L’ORÉAL, loreal",
        "at&t, att",
        "facebok, "
    })
    void typingErrorsAndAccentsDoNoHarm(String text, @Nullable String id) throws SQLException {
        List<String> found = ids(find(text));
        if (id == null) {
            assertThat(found).as("a former name is not searched").isEmpty();
        } else {
            assertThat(found).startsWith(id);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "US0378331005, apple",
        "us0378331005, apple",
        "BBG00B3T3HD3, alcoa",
        "0001090872, agilent",
        "1090872, agilent",
        "aapl.xnas, apple",
        "FB, meta",
        "META.XNAS, meta"
    })
    void everyIdentifierFindsItsInstrument(String text, String id) throws SQLException {
        assertThat(ids(find(text))).startsWith(id);
        assertThat(find(text).getFirst().match()).isEqualTo(Match.EXACT);
    }

    @Test
    void theTickerOfTheDayIsShown() throws SQLException {
        assertThat(find("FB").getFirst().ticker()).isEqualTo("META");
        assertThat(find("APLG").getFirst().ticker()).isEqualTo("APLG");
        assertThat(find("APLG").getFirst().delistedOn()).isEqualTo(LocalDate.of(2020, 1, 2));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%",
                "_",
                "\\",
                "%%%%",
                "a%",
                "' OR '1'='1",
                "'; DROP TABLE instrument_search; --",
                "$1",
                "?",
                "{}",
                "()",
                "NULL",
                "🪙",
                "<script>",
                "\\'",
                "a:*",
                "!",
                "&",
                "|",
                "ap_le",
                "%pple"
            })
    void noCharacterHasAMeaningOfItsOwn(String text) throws SQLException {
        assertThat(ids(find(text))).hasSizeLessThan(13).doesNotContain("ibm", "boeing");
        assertThat(find("apple")).hasSize(3);
    }

    @Test
    void whatLooksLikeAPatternIsFoundWhereItStands() throws SQLException {
        assertThat(ids(find("100% pure"))).containsExactly("pct");
    }

    @Test
    void sectorAndMarketNarrowTheAnswer() throws SQLException {
        assertThat(ids(page(null, "TECHNOLOGY", "XNYS", 10, null).instruments()))
                .containsExactly("alibaba", "ibm");
        assertThat(ids(page(null, "finanzguter", null, 10, null).instruments())).containsExactly("bank7");
        assertThat(ids(page("apple", null, "XNAS", 10, null).instruments())).containsExactly("apple");
        assertThat(ids(page("apple", "nothing", null, 10, null).instruments())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 100})
    void pagesJoinWithoutAGapOrADouble(int limit) throws SQLException {
        for (String text : new String[] {null, "a", "in"}) {
            List<String> whole = ids(page(text, null, null, 1_000, null).instruments());
            List<String> joined = new ArrayList<>();
            InstrumentPage page = page(text, null, null, limit, null);
            joined.addAll(ids(page.instruments()));
            while (page.more()) {
                page = page(
                        text, null, null, limit, page.instruments().getLast().place());
                joined.addAll(ids(page.instruments()));
            }
            assertThat(joined).isEqualTo(whole);
        }
    }
}
