package counterfoil.http.stock;

import static counterfoil.http.Refusing.pointersOf;
import static counterfoil.http.Refusing.problemOf;
import static org.assertj.core.api.Assertions.assertThat;

import counterfoil.http.Json;
import counterfoil.market.Instrument;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Strings from the Big List of Naughty Strings (Max Woolf, MIT), through every string field of a stock. */
class NaughtyStringsTest {
    /** Anything but control characters may stand in a name. */
    private static final List<String> KEPT = List.of(
            "undefined",
            "null",
            "(null)",
            "true",
            "None",
            "hasOwnProperty",
            "\\",
            "\\\\",
            "0",
            "1E+02",
            "-1/2",
            "-0",
            "0.0/0",
            "--1",
            "NaN",
            "-Infinity",
            "1#QNAN",
            "0xffffffffffffffff",
            "1,000,000.00",
            "2.2250738585072011e-308",
            ",./;'[]\\-=",
            "<>?:\"{}|_+",
            "!@#$%^&*()`~",
            "\u00AD\u0600\u061C\u180E\u200B\u200F\u202E\u2060\uFEFF\uD834\uDD73",
            "\uFEFF",
            "\uFFFE",
            "Ω≈ç√∫˜µ≤≥÷",
            "åß∂ƒ©˙∆˚¬…æ",
            "⅛⅜⅝⅞",
            "٠١٢٣٤٥٦٧٨٩",
            "⁰⁴⁵₀₁₂",
            "'",
            "\"",
            "''''\"'\"",
            "<foo val=“bar” />",
            "田中さんにあげて下さい",
            "사회과학원 어학연구소",
            "𠜎𠜱𠝹𠱓𠱸𠲖𠳏",
            "表ポあA鷗ŒéＢ逍Üßªąñ丂㐀𠀀",
            "Ⱥ",
            "(╯°□°）╯︵ ┻━┻)",
            "😍",
            "👨‍🦰 👨🏿‍🦰 👨‍🦱",
            "🇺🇸🇷🇺🇸 🇦🇫🇦🇲🇸",
            "１２３",
            "בְּרֵאשִׁית, בָּרָא אֱלֹהִים",
            "הָיְתָהtestالصفحات التّحول",
            "﷽",
            "\u202A\u202Atest\u202A",
            "\u2028test\u2029",
            "\u2066test\u2067",
            "Z̮̞̠͙͔ͅḀ̗̞͈̻̗Ḷ͙͎̯̹̞͓G̻O̭̗̮",
            "𝕋𝕙𝕖 𝕢𝕦𝕚𝕔𝕜",
            "<script>alert(123)</script>",
            "\"><img src=x onerror=alert(123) />",
            "1;DROP TABLE users",
            "1'; DROP TABLE users-- 1",
            "' OR 1=1 -- 1",
            "%",
            "_",
            "--help",
            "$(touch /tmp/blns.fail)",
            "`touch /tmp/blns.fail`",
            "System(\"ls -al /\")",
            "<?xml version=\"1.0\"?><!DOCTYPE foo [<!ENTITY xxe SYSTEM \"file:///etc/passwd\" >]><foo>&xxe;</foo>",
            "{{ \"{}\".format(1) }}",
            "$HOME",
            "%d%s%n",
            "%0d%0aSet-Cookie: a=b",
            "${jndi:ldap://x/a}",
            "../../../../../../../../../../../etc/passwd%00",
            "() { 0; }; touch /tmp/blns.shellshock1.fail;",
            "CON",
            "DCC SEND STARTKEYLOGGER 0 0 0",
            "Scunthorpe General Hospital",
            "Craig Cockburn, Software Specialist",
            "If you're reading this, you've been in a coma for almost 20 years now.",
            "Roses are \u202Ered\u202C. Violets are blue",
            "ﺍﻟﻞَّﺍﻟﻞُّ ر ॣ ॣh ॣ ॣ 冗");

    /** Empty, blank, or with control characters. */
    static List<String> refused() {
        return List.of(
                "",
                " ",
                "\u3000\u2003",
                "\u0001\u0002\u0003\u0004\u0005\u0006\u0007\b\u000E\u000F\u0010",
                "\u0080\u0081\u0082\u0083\u0084\u0086\u0087",
                "\t\u000B\f",
                "a\nb",
                "\r\nSet-Cookie: a=b",
                "\n{\"level\":\"x\"}",
                "a\u0000b",
                "\u007F",
                "\u001B[0;31mred");
    }

    static List<String> kept() {
        return KEPT;
    }

    private static byte[] listing(String name, String sector) {
        return Json.write(out -> {
            out.writeStartObject();
            out.writeStringField("ticker", "AAPL");
            out.writeStringField("mic", "XNAS");
            out.writeStringField("name", name);
            out.writeStringField("currency", "USD");
            out.writeStringField("type", "common_stock");
            out.writeStringField("sector", sector);
            out.writeEndObject();
        });
    }

    private static byte[] object(String field, String value) {
        return Json.write(out -> {
            out.writeStartObject();
            out.writeStringField(field, value);
            out.writeEndObject();
        });
    }

    @ParameterizedTest
    @MethodSource("kept")
    void aNameOrSectorOrReasonIsKeptVerbatim(String text) {
        Instrument instrument = InstrumentBody.listing(listing(text, text));
        assertThat(instrument.name()).isEqualTo(text);
        assertThat(instrument.sector()).isEqualTo(text);
        assertThat(InstrumentBody.reason(object("reason", text))).isEqualTo(text);
        assertThat(InstrumentBody.change(object("name", text)).name()).isEqualTo(text);
    }

    @ParameterizedTest
    @MethodSource("kept")
    void aKeptNameIsWrittenAsItCame(String text) {
        Instrument instrument = InstrumentBody.listing(listing(text, text));
        byte[] json = Json.write(out -> {
            out.writeStartObject();
            InstrumentJson.writeFields(out, "stock-1", instrument, null, LocalDate.EPOCH);
            out.writeEndObject();
        });
        String expected = new String(object("name", text), StandardCharsets.UTF_8);
        assertThat(new String(json, StandardCharsets.UTF_8)).contains(expected.substring(1, expected.length() - 1));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void anEmptyTextOrControlCharactersAreRefused(String text) {
        assertThat(pointersOf(() -> InstrumentBody.listing(listing(text, text))))
                .containsExactly("/name", "/sector");
        assertThat(pointersOf(() -> InstrumentBody.reason(object("reason", text))))
                .containsExactly("/reason");
    }

    @ParameterizedTest
    @MethodSource({"kept", "refused"})
    void codesAndDatesRefuseThem(String text) {
        // "0", "CON" and the like do have the form of some codes.
        Set<String> codes = Set.of("ticker", "mic", "currency", "type", "valid_from");
        for (String field : codes) {
            String good = "{\"ticker\":\"AAPL\",\"mic\":\"XNAS\",\"name\":\"x\",\"currency\":\"USD\","
                    + "\"type\":\"common_stock\",\"valid_from\":\"2020-01-02\"}";
            String written = new String(object(field, text), StandardCharsets.UTF_8);
            String pair = written.substring(1, written.length() - 1);
            byte[] body = Pattern.compile("\"" + field + "\":\"[^\"]*\"")
                    .matcher(good)
                    .replaceFirst(Matcher.quoteReplacement(pair))
                    .getBytes(StandardCharsets.UTF_8);
            boolean hasForm = (field.equals("ticker") && Set.of("0", "CON").contains(text))
                    || (field.equals("currency") && text.equals("CON"));
            if (hasForm) {
                assertThat(InstrumentBody.listing(body).name()).isEqualTo("x");
            } else {
                assertThat(problemOf(() -> InstrumentBody.listing(body)).status())
                        .isEqualTo(422);
            }
        }
    }

    @ParameterizedTest
    @MethodSource({"kept", "refused"})
    void barsAndActionsRefuseThem(String text) {
        byte[] bars = Json.write(out -> {
            out.writeStartObject();
            out.writeStringField("timeframe", text);
            out.writeArrayFieldStart("bars");
            out.writeStartObject();
            out.writeStringField("t", text);
            out.writeStringField("o", text);
            out.writeEndObject();
            out.writeEndArray();
            out.writeEndObject();
        });
        assertThat(problemOf(() -> BarsBody.json(bars)).status()).isEqualTo(422);
        byte[] csv = ("date,open,high,low,close,volume\n\"" + text.replace("\"", "\"\"") + "\",x,1,1,1,1\n")
                .getBytes(StandardCharsets.UTF_8);
        assertThat(problemOf(() -> BarsBody.csv(csv, null, null)).status()).isBetween(400, 422);
        byte[] actions = ("{\"actions\":[" + new String(object("type", text), StandardCharsets.UTF_8) + "]}")
                .getBytes(StandardCharsets.UTF_8);
        assertThat(problemOf(() -> CorporateActionsBody.parse(actions)).status())
                .isEqualTo(422);
    }
}
