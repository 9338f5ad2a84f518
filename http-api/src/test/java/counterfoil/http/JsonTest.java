package counterfoil.http;

import static counterfoil.http.Refusing.errorsOf;
import static counterfoil.http.Refusing.problemOf;
import static counterfoil.http.Refusing.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
    /** Most are from the n_ files of JSONTestSuite (Nicolas Seriot, MIT). */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "[1 true]",
                "[a]",
                "[1,]",
                "[1,,2]",
                "[1",
                "[1}",
                "[\"x\"",
                "[\"x",
                "[\"a\u0000b\"]",
                "[\"\t\"]",
                "[\"new\nline\"]",
                "[\"\\x00\"]",
                "[\"\\u00A\"]",
                "[\"\\\uD83C\uDF00\"]",
                "['x']",
                "[nul]",
                "[True]",
                "[NaN]",
                "[Infinity]",
                "[-Infinity]",
                "[+1]",
                "[-]",
                "[.5]",
                "[1.]",
                "[1e]",
                "[1e+]",
                "[01]",
                "[-01]",
                "[0x1]",
                "[\uFF11]",
                "{\"a\":1,}",
                "{\"a\"}",
                "{\"a\":}",
                "{a:1}",
                "{\"a\" 1}",
                "{\"a\":1 \"b\":2}",
                "{\"a\":1}}",
                "{\"a\":1}{",
                "{\"a\":1} 2",
                "{\"a\":/*c*/1}",
                "{\"a\":1}#",
                "{\"a\":1}//",
                "\u2060{}",
                "<html>"
            })
    void whatIsNotJsonIsMalformed(String body) {
        Problem problem = problemOf(() -> Json.object(utf8(body)));
        assertThat(problem.status()).isEqualTo(400);
        assertThat(problem.code()).isEqualTo("malformed-json");
        assertThat(problem.errors().getFirst().pointer()).matches("line \\d+, column \\d+");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'a':x}|line 1, column 6",
                "{'a':1,n'b':x}|line 2, column 5",
                "{'ä':x}|line 1, column 6",
                "{'a':1|line 1, column 7",
                "{'a':1,nn'a':2}|line 3, column 1",
                "{} x|line 1, column 4",
                "{'a':'\\ud800'}|line 1, column 6",
            })
    void aMalformedBodyNamesLineAndColumn(String body, String place) {
        // In the table ' stands for " and n before ' or n for a line feed.
        String json = body.replaceAll("n(?=['n])", "\n").replace('\'', '"');
        assertThat(problemOf(() -> Json.object(utf8(json))).detail()).startsWith(place + ": ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":1,\"a\":1}",
                "{\"a\":1,\"\\u0061\":2}",
                "{\"x\":{\"b\":1,\"b\":2}}",
                "{\"x\":[{\"b\":1,\"c\":3,\"b\":2}]}"
            })
    void aNameGivenTwiceIsMalformed(String body) {
        Problem problem = problemOf(() -> Json.object(utf8(body)));
        assertThat(problem.code()).isEqualTo("malformed-json");
        assertThat(problem.detail()).contains("given twice");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\ud800", "\\udc00", "\\ud800x", "\\udc00\\ud800", "\\ud83d\\ud83d\\ude0d"})
    void halfOfASurrogatePairIsMalformedInTextsAndNames(String escaped) {
        assertThat(problemOf(() -> Json.object(utf8("{\"a\":\"" + escaped + "\"}")))
                        .code())
                .isEqualTo("malformed-json");
        assertThat(problemOf(() -> Json.object(utf8("{\"" + escaped + "\":1}"))).code())
                .isEqualTo("malformed-json");
    }

    @Test
    void bytesThatAreNotUtf8AreMalformed() {
        for (int[] bytes : List.of(
                new int[] {0xFF}, // no such byte
                new int[] {0xC0, 0xAF}, // over-long slash
                new int[] {0xED, 0xA0, 0x80}, // a surrogate
                new int[] {0xF4, 0x90, 0x80, 0x80}, // beyond U+10FFFF
                new int[] {0xE2, 0x82})) { // a character cut short
            byte[] body = utf8("{\"a\":\"????\"}");
            for (int i = 0; i < bytes.length; i++) {
                body[6 + i] = (byte) bytes[i];
            }
            assertThat(problemOf(() -> Json.object(body)).detail())
                    .isEqualTo("line 1, column 7: bytes that are not UTF-8");
        }
    }

    @Test
    void utf16And32AreMalformed() {
        for (var charset : List.of(StandardCharsets.UTF_16BE, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16)) {
            assertThat(problemOf(() -> Json.object("{\"a\":1}".getBytes(charset)))
                            .status())
                    .isEqualTo(400);
        }
    }

    @Test
    void nestingIsLimitedTo64() {
        String deep = "[".repeat(63) + "]".repeat(63);
        assertThat(Json.object(utf8("{\"a\":" + deep + "}")).has("a")).isTrue();
        for (String body : List.of("{\"a\":[" + deep + "]}", "[".repeat(10_000), "{\"a\":".repeat(10_000))) {
            Problem problem = problemOf(() -> Json.object(utf8(body)));
            assertThat(problem.code()).isEqualTo("malformed-json");
            assertThat(problem.detail()).contains("nesting of 64");
        }
    }

    @Test
    void textsAreLimitedTo65536Characters() {
        assertThat(Json.object(utf8("{\"a\":\"" + "x".repeat(65_536) + "\"}")).required("a", JsonShape.TEXT))
                .get()
                .extracting(String::length)
                .isEqualTo(65_536);
        for (int length : new int[] {65_537, 2_000_000}) {
            Problem problem = problemOf(() -> Json.object(utf8("{\"a\":\"" + "x".repeat(length) + "\"}")));
            assertThat(problem.code()).isEqualTo("malformed-json");
            assertThat(problem.detail()).contains("65536");
        }
    }

    @Test
    void namesAndNumbersAreLimited() {
        assertThat(problemOf(() -> Json.object(utf8("{\"" + "n".repeat(2_000) + "\":1}")))
                        .code())
                .isEqualTo("malformed-json");
        assertThat(Json.object(utf8("{\"a\":" + "9".repeat(40) + "}")).has("a")).isTrue();
        for (String number : List.of("9".repeat(41), "0." + "1".repeat(40), "1e" + "9".repeat(1_000_000))) {
            assertThat(problemOf(() -> Json.object(utf8("{\"a\":" + number + "}")))
                            .code())
                    .isEqualTo("malformed-json");
        }
    }

    @Test
    void aBodyOfTooManyValuesIsRefused() {
        Problem problem = problemOf(() -> Json.object(utf8("{\"a\":[" + "1,".repeat(20_000) + "1]}")));
        assertThat(problem.status()).isEqualTo(422);
        assertThat(problem.code()).isEqualTo("limit-exceeded");
    }

    @Test
    void aByteOrderMarkIsIgnored() {
        assertThat(Json.object(utf8("\uFEFF{\"a\":true}")).required("a", JsonShape.FLAG))
                .contains(true);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "1", "\"x\"", "null", "true"})
    void aBodyThatIsNoObjectIsOfAnotherForm(String body) {
        assertThat(errorsOf(() -> Json.object(utf8(body))))
                .hasSize(1)
                .allMatch(e -> e.startsWith(": expected an object"));
    }

    @Test
    void everyFaultIsNamedWithItsPointer() {
        JsonObject in =
                Json.object(utf8("{\"text\":4,\"int\":4.0,\"big\":2147483648,\"flag\":\"true\",\"on\":\"2021-02-29\","
                        + "\"list\":[\"a\",null],\"empty\":[],\"object\":[],\"a/b~c\":1}"));
        assertThat(in.required("text", JsonShape.TEXT)).isEmpty();
        assertThat(in.required("int", JsonShape.INTEGER)).isEmpty();
        assertThat(in.required("big", JsonShape.INTEGER)).isEmpty();
        assertThat(in.optional("flag", JsonShape.FLAG)).isEmpty();
        assertThat(in.optional("on", JsonShape.DATE)).isEmpty();
        assertThat(in.required("list", JsonShape.listOf(JsonShape.TEXT, 2))).contains(List.of("a"));
        assertThat(in.required("empty", JsonShape.listOf(JsonShape.TEXT, 2))).isEmpty();
        assertThat(in.required("object", JsonShape.OBJECT)).isEmpty();
        assertThat(in.required("missing", JsonShape.TEXT)).isEmpty();
        in.end();
        assertThat(errorsOf(in.faults()::refuseIfAny))
                .containsExactly(
                        "/text: expected a text, found the number 4",
                        "/int: expected a whole number without fraction or exponent, found the number 4.0",
                        "/big: a whole number out of range: 2147483648",
                        "/flag: expected true or false, found the text \"true\"",
                        "/on: no such date: 2021-02-29",
                        "/list/1: expected a text, found null",
                        "/empty: expected a list of 1 to 2, found an empty one",
                        "/object: expected an object, found a list",
                        "/missing: is required",
                        "/a~1b~0c: unknown field (known: text, int, big, flag, on, list, empty, object, missing)");
    }

    @Test
    void readingStopsAtTheTwentiethFault() {
        JsonObject in = Json.object(fields(100));
        assertThat(problemOf(in::end).errors()).hasSize(20);
    }

    @Test
    void anObjectOfTooManyFieldsIsRefused() {
        Problem problem = problemOf(() -> Json.object(fields(101)));
        assertThat(problem.code()).isEqualTo("limit-exceeded");
        assertThat(problem.detail()).isEqualTo("an object has at most 100 fields");
    }

    private static byte[] fields(int count) {
        StringBuilder body = new StringBuilder("{\"f0\":0");
        for (int i = 1; i < count; i++) {
            body.append(",\"f").append(i).append("\":0");
        }
        return utf8(body.append('}').toString());
    }

    @Test
    void nullStandsForAnOptionalFieldLeftOutButNotForAChange() {
        JsonObject in = Json.object(utf8("{\"a\":null}"));
        assertThat(in.optional("a", JsonShape.TEXT)).isEqualTo(Optional.empty());
        assertThat(in.faults().isEmpty()).isTrue();
        assertThat(in.change("a", JsonShape.TEXT)).isEmpty();
        assertThat(errorsOf(in.faults()::refuseIfAny)).containsExactly("/a: expected a text, found null");
    }

    @Test
    void aLongBadValueIsCutInMessages() {
        JsonObject in = Json.object(utf8("{\"a\":\"" + "😍".repeat(30_000) + "\"}"));
        assertThat(in.required("a", JsonShape.FLAG)).isEmpty();
        String message = errorsOf(in.faults()::refuseIfAny).getFirst();
        assertThat(message).hasSizeLessThan(200);
        assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(message)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "75.09,75.09",
        "135480400,135480400",
        "0.0,0",
        "-0.0,0",
        "-3.0,-3",
        "9007199254740992,9007199254740992",
        "12345678.9,12345678.9",
        "1e20,100000000000000000000",
        "0.0001,0.0001",
        "1.5e-8,0.000000015",
        "1e-10,1.0E-10",
        "1e300,1.0E300",
        "0.1,0.1",
        "NaN,null",
        "Infinity,null",
        "-Infinity,null"
    })
    void numbersAreWrittenPlain(double value, String written) {
        assertThat(Json.write(out -> Json.writeNumber(out, value))).isEqualTo(utf8(written));
    }

    @Property
    void aWrittenNumberReadsBackToTheSameDouble(@ForAll double value) {
        byte[] written = Json.write(out -> Json.writeNumber(out, value));
        assertThat(Json.read(written, JsonReader::number)).isEqualTo(value);
    }
}
