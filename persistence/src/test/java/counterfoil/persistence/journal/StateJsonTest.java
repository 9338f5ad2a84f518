package counterfoil.persistence.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StateJsonTest {
    record Held(String firstName, @Nullable String absent, List<Long> numbers, double price, boolean open) {}

    record Money(BigDecimal amount, Instant at) {}

    @SuppressWarnings("ArrayRecordComponent") // written once and never compared
    record Bytes(byte[] held) {}

    record SameText(String held) {}

    record Named(Map<String, Integer> byName) {}

    private static String hex(Object content) throws Exception {
        return StateJson.of(content).digest();
    }

    @Test
    void theDigestIsThatOfTheDocumentedEncoding() throws Exception {
        // {"first_name":"é","numbers":[1,-2],"price":0.5,"open":true}; 0.5 is 3fe0 0000 0000 0000.
        String encoded = "7b"
                + "73" + "0000000a" + HexFormat.of().formatHex("first_name".getBytes(UTF_8))
                + "73" + "00000002" + "c3a9"
                + "73" + "00000007" + HexFormat.of().formatHex("numbers".getBytes(UTF_8))
                + "5b" + "69" + "0000000000000001" + "69" + "fffffffffffffffe" + "5d"
                + "73" + "00000005" + HexFormat.of().formatHex("price".getBytes(UTF_8))
                + "64" + "3fe0000000000000"
                + "73" + "00000004" + HexFormat.of().formatHex("open".getBytes(UTF_8))
                + "74"
                + "7d";
        byte[] sha256 =
                MessageDigest.getInstance("SHA-256").digest(HexFormat.of().parseHex(encoded));

        assertThat(hex(new Held("é", null, List.of(1L, -2L), 0.5, true)))
                .isEqualTo(HexFormat.of().formatHex(sha256));
    }

    @Test
    void theJsonHasTheFormOfEvents() {
        assertThat(new String(
                        StateJson.of(new Held("é", null, List.of(1L, -2L), 0.5, true))
                                .bytes(),
                        UTF_8))
                .isEqualTo("{\"first_name\":\"é\",\"numbers\":[1,-2],\"price\":0.5,\"open\":true}");
        assertThat(new String(
                        StateJson.of(new Money(new BigDecimal("1.50"), Instant.parse("2026-01-27T14:05:00.1Z")))
                                .bytes(),
                        UTF_8))
                .isEqualTo("{\"amount\":\"1.50\",\"at\":\"2026-01-27T14:05:00.100Z\"}");
    }

    @Test
    void aMapHasOneDigestInWhateverOrderItWasFilled() throws Exception {
        Map<String, Integer> forth = new LinkedHashMap<>();
        Map<String, Integer> back = new LinkedHashMap<>();
        for (int i = 0; i < 50; i++) {
            forth.put("name-" + i, i);
            back.put("name-" + (49 - i), 49 - i);
        }

        assertThat(hex(new Named(back)))
                .isEqualTo(hex(new Named(forth)))
                .isEqualTo(hex(new Named(new HashMap<>(back))));
    }

    /** Such as an envelope of personal data, which stays as it is when its key is destroyed. */
    @Test
    void bytesCountAsTheBase64ThatStandsInTheJson() throws Exception {
        Bytes bytes = new Bytes(new byte[] {1, 2, 3, 4});

        assertThat(new String(StateJson.of(bytes).bytes(), UTF_8)).isEqualTo("{\"held\":\"AQIDBA==\"}");
        assertThat(hex(bytes)).isEqualTo(hex(new SameText("AQIDBA==")));
    }

    @Test
    void theLastBitOfADoubleAndTheSignOfZeroCount() throws Exception {
        Held one = new Held("a", null, List.of(), 0.1, true);

        assertThat(hex(new Held("a", null, List.of(), Math.nextUp(0.1), true))).isNotEqualTo(hex(one));
        assertThat(hex(new Held("a", null, List.of(), -0.0, true)))
                .isNotEqualTo(hex(new Held("a", null, List.of(), 0.0, true)));
    }

    @Test
    void textsCannotBeMovedFromOneFieldToTheNext() throws Exception {
        assertThat(hex(List.of("ab", "c"))).isNotEqualTo(hex(List.of("a", "bc")));
        assertThat(hex(List.of(List.of(), List.of()))).isNotEqualTo(hex(List.of(List.of(List.of()))));
    }
}
