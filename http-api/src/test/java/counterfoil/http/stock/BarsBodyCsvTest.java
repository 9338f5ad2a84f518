package counterfoil.http.stock;

import static counterfoil.http.Refusing.errorsOf;
import static counterfoil.http.Refusing.pointersOf;
import static counterfoil.http.Refusing.problemOf;
import static counterfoil.http.Refusing.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import counterfoil.http.Problem;
import counterfoil.market.Bar;
import counterfoil.market.Bars;
import counterfoil.market.Timeframe;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BarsBodyCsvTest {
    /** The first rows of AAPL's daily bars, 1998 (QuantConnect Lean sample data, unadjusted). */
    private static final String APPLE = """
            date,open,high,low,close,volume
            1998-01-02,13.63,16.25,13.5,16.25,6315000
            1998-01-05,16.5,16.56,15.19,16,5677300
            1998-01-06,15.94,20.5,14.75,19,16064600
            """;

    private static final Bars APPLE_BARS = Bars.of(List.of(
            new Bar(day(2), 13.63, 16.25, 13.5, 16.25, 6315000),
            new Bar(day(5), 16.5, 16.56, 15.19, 16, 5677300),
            new Bar(day(6), 15.94, 20.5, 14.75, 19, 16064600)));

    private static long day(int ofJanuary1998) {
        return Timeframe.timeOf(LocalDate.of(1998, 1, ofJanuary1998));
    }

    private static BarsBody parse(String body) {
        return BarsBody.csv(utf8(body), null, null);
    }

    @Test
    void barsAreRead() {
        BarsBody body = BarsBody.csv(utf8(APPLE), "1d", "lean");
        assertThat(body.timeframe()).isEqualTo(Timeframe.D1);
        assertThat(body.source()).isEqualTo("lean");
        assertThat(body.bars()).isEqualTo(APPLE_BARS);
    }

    @Test
    void theHeaderTellsTheTimeframeWhereNobodyElseDoes() {
        assertThat(parse(APPLE).timeframe()).isEqualTo(Timeframe.D1);
        BarsBody minutes = parse("time,open,high,low,close,volume\n2013-11-25T00:01:00Z,1,1,1,1,0.5\n");
        assertThat(minutes.timeframe()).isEqualTo(Timeframe.M1);
        assertThat(minutes.source()).isEqualTo("import");
        assertThat(minutes.bars().time(0)).isEqualTo(1385337660);
        assertThat(BarsBody.csv(utf8(APPLE.replace("date", "time")), "1d", null).bars())
                .isEqualTo(APPLE_BARS);
    }

    @Test
    void everyWayToWriteTheSameTableIsTheSame() {
        for (String same : List.of(
                APPLE.replace("\n", "\r\n"),
                "\uFEFF" + APPLE,
                APPLE.strip(),
                APPLE + "\n\n",
                APPLE.replace("\n", "\n\n"),
                APPLE.replace("date,open", "Date, Open"),
                APPLE.replace(",", " , "),
                APPLE.replaceAll("([^,\n]+)", "\"$1\""),
                APPLE.replace("16.5,", "1.65e1,"),
                APPLE.replaceAll("(?m)^([^,\n]+),(.+),([^,\n]+)$", "$3,$2,$1"))) {
            assertThat(parse(same).bars()).as(same).isEqualTo(APPLE_BARS);
        }
    }

    @Test
    void rowsMayComeInAnyOrder() {
        String reversed = "date,open,high,low,close,volume\n"
                + String.join("\n", APPLE.lines().skip(1).toList().reversed());
        assertThat(parse(reversed).bars()).isEqualTo(APPLE_BARS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "NaN",
                "nan",
                "Infinity",
                "null",
                "-",
                "abc",
                "1,5",
                "1.5.2",
                "1f",
                "1d",
                "0x1p3",
                "1_000",
                "=1+1",
                "$16.5",
                "1e400",
                "1e19",
                "-1e400",
                "16.5x",
                "1e",
                "+",
                "e5",
                "1.e5",
                "--1",
                "٣",
                "11111111111111111111111111111111111111111",
                ".5",
                "5."
            })
    void aCellThatIsNoNumberIsRefusedWithLineAndColumn(String cell) {
        assertThat(pointersOf(() -> parse(APPLE.replace("16.5,", "\"" + cell + "\","))))
                .containsExactly("line 3, column open");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1998-02-30", "1899-12-31", "05.01.1998", "1998-01-05T00:00:00Z", "19980105"})
    void aCellThatIsNoDateIsRefusedWithLineAndColumn(String cell) {
        assertThat(pointersOf(() -> parse(APPLE.replace("1998-01-05", cell)))).containsExactly("line 3, column date");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "open,high,low,close,volume|line 1",
                "date,open,high,low,close|line 1",
                "date,open,high,low,close,volume,dividends|line 1, column 7",
                "date,time,open,high,low,close,volume|line 1, column 2",
                "date,open,open,high,low,close,volume|line 1, column 3",
                "date;open;high;low;close;volume|line 1, column 1",
                "1998-01-02,13.63,16.25,13.5,16.25,6315000|line 1, column 1",
                "date,open,high,low,close,volume|line 1",
            })
    void aHeaderOfAnotherFormIsRefused(String header, String pointer) {
        assertThat(pointersOf(() -> parse(header + "\n"))).startsWith(pointer);
    }

    @ParameterizedTest
    @CsvSource({"5m,import,timeframe", "1D,import,timeframe", "1d,a b,source", "1d,'',source", "'',import,timeframe"})
    void aParameterOfAnotherFormIsRefused(String timeframe, String source, String pointer) {
        assertThat(pointersOf(() -> BarsBody.csv(utf8(APPLE), timeframe, source)))
                .containsExactly(pointer);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|line 1",
                "'\r\n\n'|line 1",
                "'date,open,high,low,close,volume\n1998-01-02,1,1,1,1\n'|line 2",
                "'date,open,high,low,close,volume\n1998-01-02,1,1,1,1,1,\n'|line 2",
                "'date,open,high,low,close,volume\n1998-01-02,1,1,1,1,1\n\"1998-01-02,1,1,1,1,1\n'|line 3",
                "'date,open,high,low,close,volume\n\"1998-01\n-02\",1,1,1,1,1\n'|line 2",
                "'date,open,high,low,close,volume\n\"1998-01-02\"x,1,1,1,1,1\n'|line 2",
            })
    void whatIsNoTableIsMalformed(String body, String pointer) {
        Problem problem = problemOf(() -> parse(body));
        assertThat(problem.status()).isEqualTo(400);
        assertThat(problem.code()).isEqualTo("malformed-csv");
        assertThat(problem.errors().getFirst().pointer()).startsWith(pointer);
    }

    @Test
    void aNulByteIsMalformed() {
        assertThat(problemOf(() -> parse(APPLE.replace("16.5,", "16.5\u0000,"))).detail())
                .isEqualTo("line 3, column 16: a NUL byte");
    }

    @Test
    void bytesThatAreNotUtf8AreMalformed() {
        byte[] body = utf8(APPLE);
        body[40] = (byte) 0xE4;
        assertThat(problemOf(() -> BarsBody.csv(body, null, null)).detail())
                .isEqualTo("line 2, column 9: bytes that are not UTF-8");
    }

    @Test
    void oneTimeInTwoRowsIsRefusedNamingBoth() {
        assertThat(errorsOf(() -> parse(APPLE.replace("1998-01-06", "1998-01-02"))))
                .containsExactly("line 4, column date: duplicate: 1998-01-02 is also at line 2, column date");
    }

    @Test
    void allFaultsUpToTwentyAreNamedAtOnce() {
        assertThat(errorsOf(() -> parse(APPLE.replace("16.5,", "x,").replace("16064600", ""))))
                .containsExactly(
                        "line 3, column open: expected a number, found \"x\"", "line 4, column volume: is required");
        String bad = "x,x,x,x,x,x\n".repeat(1_000);
        assertThat(pointersOf(() -> parse("date,open,high,low,close,volume\n" + bad)))
                .hasSize(20);
    }

    @Test
    void atMostAHundredThousandRowsAreRead() {
        assertThat(parse(minutes(100_000)).bars().size()).isEqualTo(100_000);
        Problem problem = problemOf(() -> parse(minutes(100_001)));
        assertThat(problem.code()).isEqualTo("limit-exceeded");
        assertThat(problem.detail()).isEqualTo("at most 100000 bars at once");
    }

    @Test
    void linesAreLimited() {
        assertThat(problemOf(() -> parse(",".repeat(2_000))).code()).isEqualTo("limit-exceeded");
        assertThat(problemOf(() -> parse(APPLE + "\n".repeat(200_000))).code()).isEqualTo("limit-exceeded");
    }

    private static String minutes(int count) {
        StringBuilder body = new StringBuilder("time,open,high,low,close,volume\n");
        for (int i = 0; i < count; i++) {
            body.append(Timeframe.M1.format(1385337600L + i * 60L)).append(",1,2,0.5,1.25,7\n");
        }
        return body.toString();
    }
}
