package counterfoil.http.stock;

import static counterfoil.http.Refusing.errorsOf;
import static counterfoil.http.Refusing.pointersOf;
import static counterfoil.http.Refusing.problemOf;
import static counterfoil.http.Refusing.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import counterfoil.http.Problem;
import counterfoil.market.Bar;
import counterfoil.market.Timeframe;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BarsBodyJsonTest {
    private static final long JAN_2_2020 = Timeframe.timeOf(LocalDate.of(2020, 1, 2));
    private static final String ROW = "{'t':'2020-01-02','o':74.06,'h':75.15,'l':73.8,'c':75.09,'v':135480400}";

    private static BarsBody parse(String body) {
        return BarsBody.json(utf8(body.replace('\'', '"')));
    }

    private static BarsBody days(String rows) {
        return parse("{'timeframe':'1d','source':'import','bars':[" + rows + "]}");
    }

    @Test
    void barsAreRead() {
        BarsBody body = days(ROW);
        assertThat(body.timeframe()).isEqualTo(Timeframe.D1);
        assertThat(body.source()).isEqualTo("import");
        assertThat(body.bars().size()).isEqualTo(1);
        assertThat(body.bars().get(0)).isEqualTo(new Bar(JAN_2_2020, 74.06, 75.15, 73.8, 75.09, 135480400));
    }

    @Test
    void theHashIsThatOfTheBytesAsTheyCame() {
        // Printed by sha256sum for these bytes.
        assertThat(parse("{'timeframe':'1d','bars':[{'t':'2020-01-02','o':1,'h':1,'l':1,'c':1,'v':1}]}")
                        .sha256())
                .isEqualTo("8058bfc25d087a2139b4539b163b59eeea1850ef8dd17b61504e5d468c7cd132");
    }

    @Test
    void barsMayComeInAnyOrderAndBeforeTheirTimeframe() {
        String later = ROW.replace("01-02", "01-03");
        BarsBody body = parse("{'bars':[" + later + "," + ROW + "],'source':'vendor:1','timeframe':'1d'}");
        assertThat(body.source()).isEqualTo("vendor:1");
        assertThat(body.bars().time(0)).isEqualTo(JAN_2_2020);
        assertThat(body.bars().time(1)).isEqualTo(JAN_2_2020 + 86_400);
    }

    @Test
    void minutesAreInstants() {
        BarsBody body = parse("{'timeframe':'1m','bars':["
                + "{'t':'2013-11-25T02:02:00+02:00','o':1,'h':1,'l':1,'c':1,'v':0.25},"
                + "{'t':'2013-11-25T00:01:00Z','o':2e0,'h':2.0,'l':2,'c':2,'v':1.5e-3}]}");
        assertThat(body.source()).isEqualTo("import");
        assertThat(body.bars().get(0)).isEqualTo(new Bar(1385337660, 2, 2, 2, 2, 0.0015));
        assertThat(body.bars().get(1)).isEqualTo(new Bar(1385337720, 1, 1, 1, 1, 0.25));
    }

    @Test
    void implausibleValuesAreNotForSyntaxToJudge() {
        assertThat(days("{'t':'2199-01-02','o':-1,'h':1,'l':2,'c':0,'v':-5}")
                        .bars()
                        .get(0)
                        .high())
                .isEqualTo(1);
    }

    @Test
    void minusZeroIsZero() {
        assertThat(Double.doubleToRawLongBits(days("{'t':'2020-01-02','o':-0.0,'h':1,'l':1,'c':1,'v':-0}")
                        .bars()
                        .open(0)))
                .isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'o':74.06|'o':'74.06'|/bars/1/o",
                "'o':74.06|'o':null|/bars/1/o",
                "'o':74.06|'o':true|/bars/1/o",
                "'o':74.06|'o':[1]|/bars/1/o",
                "'o':74.06|'o':{}|/bars/1/o",
                "'o':74.06|'o':1e400|/bars/1/o",
                "'o':74.06|'o':-1e400|/bars/1/o",
                "'o':74.06|'o':1.8e308|/bars/1/o",
                "'o':74.06|'o':1000000000000000001e3|/bars/1/o",
                "'v':135480400|'v':1e19|/bars/1/v",
                "'o':74.06|'vwap':74.06,'o':74.06|/bars/1/vwap",
                "'o':74.06|'a/b':[[{}]],'o':74.06|/bars/1/a~1b",
                "'o':74.06,||/bars/1/o",
                ",'v':135480400||/bars/1/v",
                "'t':'2020-01-03',||/bars/1/t",
                "'2020-01-03'|'2020-02-30'|/bars/1/t",
                "'2020-01-03'|'2020-01-03T00:00:00Z'|/bars/1/t",
                "'2020-01-03'|'1899-12-31'|/bars/1/t",
                "'2020-01-03'|'2201-01-01'|/bars/1/t",
                "'2020-01-03'|1577923200|/bars/1/t",
                "'2020-01-03'|null|/bars/1/t",
            })
    void aBarOfAnotherFormIsRefusedWithItsPointer(String part, String instead, String pointer) {
        String second = ROW.replace("01-02", "01-03").replace(part, instead == null ? "" : instead);
        assertThat(pointersOf(() -> days(ROW + "," + second))).containsExactly(pointer);
        // The same when the timeframe comes last.
        assertThat(pointersOf(() -> parse("{'bars':[" + ROW + "," + second + "],'timeframe':'1d'}")))
                .containsExactly(pointer);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[]|",
                "{}|/timeframe /bars",
                "{'timeframe':'1d'}|/bars",
                "{'timeframe':'1d','bars':[]}|/bars",
                "{'timeframe':'1d','bars':{}}|/bars",
                "{'timeframe':'1d','bars':'x'}|/bars",
                "{'timeframe':'1d','bars':[1,null]}|/bars/0 /bars/1",
                "{'timeframe':1,'bars':[{'t':'2020-01-02','o':1,'h':1,'l':1,'c':1,'v':1}]}|/timeframe",
                "{'timeframe':'5m','bars':[{'t':'2020-01-02','o':1,'h':1,'l':1,'c':1,'v':1}]}|/timeframe",
                "{'timeframe':'1D','bars':[{'t':'2020-01-02','o':1,'h':1,'l':1,'c':1,'v':1}]}|/timeframe",
                "{'timeframe':'1d','source':'a b','bars':[{'t':'2020-01-02','o':1,'h':1,'l':1,'c':1,'v':1}]}|/source",
                "{'timeframe':'1d','x':{'y':[1]},'bars':[{'t':'2020-01-02','o':1,'h':1,'l':1,'c':1,'v':1}]}|/x",
            })
    void aBodyOfAnotherFormIsRefused(String body, String pointers) {
        assertThat(String.join(" ", pointersOf(() -> parse(body)))).isEqualTo(pointers == null ? "" : pointers);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'timeframe':'1d','bars':[{'t':'2020-01-02','o':NaN}]}",
                "{'timeframe':'1d','bars':[{'t':'2020-01-02','o':1,'o':1}]}",
                "{'timeframe':'1d','timeframe':'1d','bars':[]}",
                "{'timeframe':'1d','bars':[],'bars':[]}",
                "{'timeframe':'1d','bars':[{}",
                "{'timeframe':'1d','bars':[{}]} {}",
                "{'timeframe':'1d','bars':[{'t':'\\ud800'}]}",
                "{'timeframe':'1d','x':'\\ud800'}",
                "{'timeframe':'1d','\\ud800':1}",
            })
    void whatIsNotJsonIsMalformed(String body) {
        Problem problem = problemOf(() -> parse(body));
        assertThat(problem.code()).isEqualTo("malformed-json");
        assertThat(problem.status()).isEqualTo(400);
    }

    @Test
    void aValueOfTheWrongKindIsReadToItsDepth() {
        String deep = "[".repeat(10_000);
        assertThat(problemOf(() -> parse("{'timeframe':'1d','x':" + deep)).status())
                .isEqualTo(400);
        assertThat(problemOf(() -> parse(deep)).status()).isEqualTo(400);
    }

    @Test
    void oneTimeInTwoRowsIsRefusedNamingBoth() {
        String third = ROW.replace("01-02", "01-03");
        assertThat(errorsOf(() -> days(third + "," + ROW + "," + third)))
                .containsExactly("/bars/2/t: duplicate: 2020-01-03 is also at /bars/0/t");
        assertThat(errorsOf(() -> parse("{'timeframe':'1m','bars':["
                        + "{'t':'2013-11-25T00:01:00Z','o':1,'h':1,'l':1,'c':1,'v':1},"
                        + "{'t':'2013-11-25T01:01:00+01:00','o':2,'h':2,'l':2,'c':2,'v':2}]}")))
                .containsExactly("/bars/1/t: duplicate: 2013-11-25T00:01:00Z is also at /bars/0/t");
    }

    @Test
    void everyMissingValueIsNamed() {
        assertThat(errorsOf(() -> days("{}")))
                .containsExactly(
                        "/bars/0/o: is required",
                        "/bars/0/h: is required",
                        "/bars/0/l: is required",
                        "/bars/0/c: is required",
                        "/bars/0/v: is required",
                        "/bars/0/t: is required");
    }

    @Test
    void atMostAHundredThousandBarsAreRead() {
        BarsBody full = BarsBody.json(minutes(100_000));
        assertThat(full.bars().size()).isEqualTo(100_000);
        assertThat(full.bars().close(99_999)).isEqualTo(99_999.5);
        Problem problem = problemOf(() -> BarsBody.json(minutes(100_001)));
        assertThat(problem.status()).isEqualTo(422);
        assertThat(problem.code()).isEqualTo("limit-exceeded");
        assertThat(problem.detail()).isEqualTo("at most 100000 bars at once");
    }

    private static byte[] minutes(int count) {
        StringBuilder body = new StringBuilder("{\"timeframe\":\"1m\",\"bars\":[");
        for (int i = 0; i < count; i++) {
            body.append(i == 0 ? "" : ",")
                    .append("{\"t\":\"")
                    .append(Timeframe.M1.format(1385337600L + i * 60L))
                    .append("\",\"o\":1,\"h\":2,\"l\":0.5,\"c\":")
                    .append(i)
                    .append(".5,\"v\":7}");
        }
        return utf8(body.append("]}").toString());
    }
}
