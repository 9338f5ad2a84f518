package counterfoil.persistence.personal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The test vectors of RFC 5869, appendix A, with SHA-256. */
class HkdfTest {
    private static final String COUNT_0_TO_79 = counting(0x00, 80);
    private static final String COUNT_96_TO_175 = counting(0x60, 80);
    private static final String COUNT_176_TO_255 = counting(0xb0, 80);

    private static String counting(int first, int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (first + i);
        }
        return HexFormat.of().formatHex(bytes);
    }

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text);
    }

    private static void check(String material, String salt, String info, String pseudoRandomKey, String output) {
        byte[] extracted = Hkdf.extract(hex(salt), hex(material));
        assertThat(HexFormat.of().formatHex(extracted)).isEqualTo(pseudoRandomKey);
        assertThat(HexFormat.of().formatHex(Hkdf.expand(extracted, hex(info), output.length() / 2)))
                .isEqualTo(output);
    }

    @Test
    void basicCaseOfAppendixA1() {
        check(
                "0b".repeat(22),
                "000102030405060708090a0b0c",
                "f0f1f2f3f4f5f6f7f8f9",
                "077709362c2e32df0ddc3f0dc47bba6390b6c73bb50f9c3122ec844ad7c2b3e5",
                "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865");
    }

    @Test
    void longerInputsOfAppendixA2() {
        check(
                COUNT_0_TO_79,
                COUNT_96_TO_175,
                COUNT_176_TO_255,
                "06a6b88c5853361a06104c9ceb35b45cef760014904671014a193f40c15fc244",
                "b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c59045a99cac7827271cb41c65e590e09"
                        + "da3275600c2f09b8367793a9aca3db71cc30c58179ec3e87c14c01d5c1f3434f1d87");
    }

    @Test
    void noSaltAndNoInfoOfAppendixA3() {
        check(
                "0b".repeat(22),
                "",
                "",
                "19ef24a32c717b167f33a91d6f648bdf96596776afdb6377ac434c1c293ccb04",
                "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8");
    }

    @ParameterizedTest
    @CsvSource({"0", "-1", "8161"})
    void aLengthThatTheStandardDoesNotGiveIsRefused(int length) {
        assertThatThrownBy(() -> Hkdf.expand(new byte[32], new byte[0], length))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(String.valueOf(length));
    }
}
