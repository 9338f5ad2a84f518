package counterfoil.http.audit;

import static org.assertj.core.api.Assertions.assertThat;

import counterfoil.persistence.query.SealedEvent;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventsCsvTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "=1+1",
                "+1",
                "-1",
                "@SUM(1)",
                "\t=1",
                "\r=1",
                "\n=1",
                "\uff1d1",
                "\uff0b1",
                "\uff0d1",
                "\uff201",
                "=cmd|' /C calc'!A0",
                "=HYPERLINK(\"http://x\",\"y\")"
            })
    void whatASpreadsheetWouldTakeForAFormulaGetsAnApostrophe(String text) {
        assertThat(EventsCsv.cell(text)).matches("(?s)\"?'.*").contains(text.replace("\"", "\"\""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "plain|plain",
                "a=b|a=b",
                "1-2|1-2",
                "a,b|\"a,b\"",
                "a\"b|\"a\"\"b\"",
                "{\"n\":1}|\"{\"\"n\"\":1}\"",
                "~ a~|\" a\"",
                "'=1|'=1"
            })
    void otherTextsStandAsTheyAreInQuotesWhereTheyMust(String text, String cell) {
        assertThat(EventsCsv.cell(text)).isEqualTo(cell);
    }

    @Test
    void aCellOfSeveralLinesIsOneCell() {
        assertThat(EventsCsv.cell("a\r\nb")).isEqualTo("\"a\r\nb\"");
        assertThat(EventsCsv.cell("")).isEmpty();
    }

    @Test
    void aPayloadThatIsNoTextIsGivenInBase64() {
        SealedEvent event = new SealedEvent(
                7, "stock|-a", 1, 1_790_000_000_000L, 9001, "stock.X.v1", new byte[] {(byte) 0xff, 0}, false, 8);
        assertThat(new String(EventsCsv.line(event), StandardCharsets.UTF_8))
                .isEqualTo("7,stock|-a,1,2026-09-21T14:13:20Z,9001,stock.X.v1,false,base64:/wA=\r\n");
    }
}
