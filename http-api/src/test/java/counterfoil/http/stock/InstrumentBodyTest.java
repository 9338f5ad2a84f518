package counterfoil.http.stock;

import static counterfoil.http.Refusing.errorsOf;
import static counterfoil.http.Refusing.pointersOf;
import static counterfoil.http.Refusing.problemOf;
import static counterfoil.http.Refusing.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import counterfoil.market.Identifier;
import counterfoil.market.Identifier.Scheme;
import counterfoil.market.IdentifierSpan;
import counterfoil.market.Instrument;
import counterfoil.market.InstrumentType;
import counterfoil.market.Mic;
import counterfoil.market.Validity;
import counterfoil.money.Currency;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InstrumentBodyTest {
    private static final String APPLE =
            "{\"ticker\":\"AAPL\",\"mic\":\"XNAS\",\"name\":\"Apple Inc.\",\"currency\":\"USD\","
                    + "\"type\":\"common_stock\",\"sector\":\"Technology\",\"identifiers\":{\"isin\":\"US0378331005\","
                    + "\"figi\":\"BBG000B9XRY4\",\"cik\":\"0000320193\"}}";

    private static Instrument listing(String body) {
        return InstrumentBody.listing(utf8(body));
    }

    private static IdentifierSpan always(Scheme scheme, String value) {
        return new IdentifierSpan(new Identifier(scheme, value), Validity.ALWAYS);
    }

    @Test
    void aListingBecomesAnInstrument() {
        assertThat(listing(APPLE))
                .isEqualTo(new Instrument(
                        "Apple Inc.",
                        new Currency("USD"),
                        InstrumentType.COMMON_STOCK,
                        "Technology",
                        List.of(
                                always(Scheme.TICKER, "AAPL.XNAS"),
                                always(Scheme.ISIN, "US0378331005"),
                                always(Scheme.FIGI, "BBG000B9XRY4"),
                                always(Scheme.CIK, "0000320193"))));
    }

    @Test
    void theTickerMayBeValidFromADateOn() {
        Instrument meta = listing("{\"ticker\":\"META\",\"mic\":\"XNAS\",\"name\":\"Meta\",\"currency\":\"USD\","
                + "\"type\":\"common_stock\",\"valid_from\":\"2022-06-09\"}");
        assertThat(meta.identifiers())
                .containsExactly(new IdentifierSpan(
                        Identifier.ticker("META", new Mic("XNAS")), new Validity(LocalDate.of(2022, 6, 9), null)));
        assertThat(meta.sector()).isNull();
    }

    @Test
    void onlyCryptoMayLeaveTheMarketOut() {
        String body = "{\"ticker\":\"BTC-USD\",\"name\":\"Bitcoin\",\"currency\":\"USD\",\"type\":\"%s\"}";
        assertThat(listing(body.formatted("crypto")).identifiers())
                .containsExactly(always(Scheme.TICKER, "BTC-USD.XOFF"));
        assertThat(errorsOf(() -> listing(body.formatted("etf"))))
                .containsExactly("/mic: is required for all types but crypto");
    }

    @Test
    void allFaultsOfAListingAreNamedAtOnce() {
        assertThat(pointersOf(
                        () -> listing("{\"ticker\":\"aapl\",\"mic\":\"NASDAQ\",\"name\":\" \",\"currency\":\"usd\","
                                + "\"type\":\"stock\",\"sector\":7,"
                                + "\"identifiers\":{\"isin\":\"US0378331006\",\"figi\":null,"
                                + "\"cik\":\"320193\",\"sedol\":\"2046251\"},"
                                + "\"valid_from\":\"June\",\"role\":\"admin\"}")))
                .containsExactlyInAnyOrder(
                        "/ticker",
                        "/mic",
                        "/name",
                        "/currency",
                        "/type",
                        "/sector",
                        "/identifiers/isin",
                        "/identifiers/cik",
                        "/identifiers/sedol",
                        "/valid_from",
                        "/role");
    }

    @Test
    void missingFieldsAreNamed() {
        assertThat(pointersOf(() -> listing("{}"))).containsExactlyInAnyOrder("/ticker", "/name", "/currency", "/type");
    }

    @ParameterizedTest
    @ValueSource(strings = {"role", "userId", "instrument_id", "createdAt", "verified", "__proto__", "Ticker"})
    void unknownFieldsAreRefused(String field) {
        String body = APPLE.replace("{\"ticker\"", "{\"" + field + "\":\"x\",\"ticker\"");
        assertThat(errorsOf(() -> listing(body)))
                .singleElement()
                .asString()
                .startsWith("/" + field + ": unknown field");
    }

    @Test
    void anOverlongNameIsRefusedAndTheLongestKept() {
        assertThat(listing(APPLE.replace("Apple Inc.", "x".repeat(200))).name()).hasSize(200);
        assertThat(errorsOf(() -> listing(APPLE.replace("Apple Inc.", "x".repeat(201)))))
                .containsExactly("/name: name must have 1 to 200 characters");
        assertThat(pointersOf(() -> listing(APPLE.replace("Technology", "x".repeat(101)))))
                .containsExactly("/sector");
    }

    @Test
    void aChangeSaysOnlyWhatItNames() {
        assertThat(InstrumentBody.change(utf8("{\"sector\":\"Energy\"}")))
                .isEqualTo(new InstrumentBody.Change(null, "Energy", null));
    }

    @Test
    void aChangeOfIdentifiersGivesTheWholeList() {
        InstrumentBody.Change change = InstrumentBody.change(utf8("{\"name\":\"Meta Platforms\",\"identifiers\":["
                + "{\"scheme\":\"ticker\",\"value\":\"FB\",\"mic\":\"XNAS\","
                + "\"valid_from\":\"2012-05-18\",\"valid_to\":\"2022-06-09\"},"
                + "{\"scheme\":\"ticker\",\"value\":\"META\",\"mic\":\"XNAS\","
                + "\"valid_from\":\"2022-06-09\",\"valid_to\":null},"
                + "{\"scheme\":\"isin\",\"value\":\"US30303M1027\"}]}"));
        LocalDate renamed = LocalDate.of(2022, 6, 9);
        assertThat(change.identifiers())
                .containsExactly(
                        new IdentifierSpan(
                                Identifier.ticker("FB", new Mic("XNAS")),
                                new Validity(LocalDate.of(2012, 5, 18), renamed)),
                        new IdentifierSpan(Identifier.ticker("META", new Mic("XNAS")), new Validity(renamed, null)),
                        always(Scheme.ISIN, "US30303M1027"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|",
                "{'name':null}|/name",
                "{'sector':''}|/sector",
                "{'currency':'EUR'}|/currency",
                "{'identifiers':[]}|/identifiers",
                "{'identifiers':{'isin':'US0378331005'}}|/identifiers",
                "{'identifiers':[{'scheme':'ticker','value':'FB'}]}|/identifiers/0/mic",
                "{'identifiers':[{'scheme':'ticker','value':'FB','mic':'NYSE'}]}|/identifiers/0/mic",
                "{'identifiers':[{'scheme':'ticker','value':'F B','mic':'XNAS'}]}|/identifiers/0/value",
                "{'identifiers':[{'scheme':'isin','value':'US0378331005','mic':'XNAS'}]}|/identifiers/0/mic",
                "{'identifiers':[{'scheme':'sedol','value':'2046251'}]}|/identifiers/0/scheme",
                "{'identifiers':['AAPL']}|/identifiers/0",
                "{'identifiers':[{'scheme':'isin','value':'US0378331005',"
                        + "'valid_from':'2020-01-02','valid_to':'2020-01-02'}]}"
                        + "|/identifiers/0/valid_to",
                "{'identifiers':[{'scheme':'isin','value':'US0378331005'},{'scheme':'isin','value':'US0378331005'}]}"
                        + "|/identifiers",
            })
    void aChangeOfAnotherFormIsRefused(String body, String pointer) {
        assertThat(pointersOf(() -> InstrumentBody.change(utf8(body.replace('\'', '"')))))
                .containsExactly(pointer == null ? "" : pointer);
    }

    @Test
    void anInstrumentHasAtMostFiftyIdentifiers() {
        String one = "{\"scheme\":\"cik\",\"value\":\"0000000000\"}";
        String body = "{\"identifiers\":[" + one + ("," + one).repeat(50) + "]}";
        assertThat(problemOf(() -> InstrumentBody.change(utf8(body))).detail()).contains("at most 50");
    }

    @Test
    void aDelistingHasADateAndMayHaveAReason() {
        assertThat(InstrumentBody.delisting(utf8("{\"on\":\"2023-05-01\",\"reason\":\"seized by the FDIC\"}")))
                .isEqualTo(new InstrumentBody.Delisting(LocalDate.of(2023, 5, 1), "seized by the FDIC"));
        assertThat(errorsOf(() -> InstrumentBody.delisting(utf8("{\"reason\":\"" + "x".repeat(501) + "\"}"))))
                .containsExactly("/on: is required", "/reason: a reason has 1 to 500 characters");
    }

    @Test
    void aReasonMayBeLeftOutWithItsBody() {
        assertThat(InstrumentBody.reason(new byte[0])).isNull();
        assertThat(InstrumentBody.reason(utf8("{}"))).isNull();
        assertThat(InstrumentBody.reason(utf8("{\"reason\":\"typed twice\"}"))).isEqualTo("typed twice");
        assertThat(pointersOf(() -> InstrumentBody.reason(utf8("{\"why\":\"x\"}"))))
                .containsExactly("/why");
    }
}
