package counterfoil.persistence.personal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MasterKeyTest {
    private static final String COUNTING = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
    private static final byte[] CONTEXT = "user-1".getBytes(UTF_8);

    private final MasterKey master = MasterKey.parse(COUNTING);

    @ParameterizedTest
    @ValueSource(strings = {"hunter2!", "aGVsbG8=", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8gIQ==", "", "ÄÖÜ"})
    void aTextThatIsNotThirtyTwoBytesInBase64IsRefusedWithoutShowingIt(String text) {
        assertThatThrownBy(() -> MasterKey.parse(text))
                .isInstanceOf(BadKey.class)
                .hasNoCause()
                .message()
                .matches("is not base64|must have 32 bytes in base64 and has \\d+");
    }

    @Test
    void oneByteRepeatedIsNoKey() {
        assertThatThrownBy(() -> MasterKey.parse(Base64.getEncoder().encodeToString(new byte[32])))
                .isInstanceOf(BadKey.class)
                .hasMessageContaining("one byte repeated");
    }

    @Test
    void anotherPurposeGivesAnotherKeyAndTheSamePurposeTheSame() {
        assertThat(master.derive("log-signing", 32))
                .isEqualTo(MasterKey.parse(COUNTING).derive("log-signing", 32))
                .isNotEqualTo(master.derive("log-cosigning", 32))
                .hasSize(32);
    }

    @Test
    void whatIsWrappedIsUnwrappedWithTheSameContextOnly() {
        byte[] key = MasterKey.random();
        byte[] wrapped = master.wrap(key, CONTEXT);
        assertThat(master.unwrap(wrapped, CONTEXT)).isEqualTo(key);
        assertThatThrownBy(() -> master.unwrap(wrapped, "user-2".getBytes(UTF_8)))
                .isInstanceOf(Unwrappable.class)
                .hasMessageContaining(master.keyId());
    }

    @Test
    void anotherMasterKeyDoesNotUnwrap() {
        byte[] wrapped = MasterKey.parse(Base64.getEncoder().encodeToString(MasterKey.random()))
                .wrap(MasterKey.random(), CONTEXT);
        assertThatThrownBy(() -> master.unwrap(wrapped, CONTEXT)).isInstanceOf(Unwrappable.class);
    }

    @Test
    void wrappingTheSameKeyTwiceGivesDifferentBytes() {
        byte[] key = MasterKey.random();
        assertThat(master.wrap(key, CONTEXT)).isNotEqualTo(master.wrap(key, CONTEXT));
    }

    @Test
    void itsTextShowsNothingOfTheKey() {
        assertThat(master).hasToString("MasterKey[" + master.keyId() + "]");
        assertThat(master.keyId()).matches("[0-9a-f]{16}").doesNotContain("00010203");
    }
}
