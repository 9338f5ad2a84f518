package counterfoil.node.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeySettingsTest {
    private static final String KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
    private static final String OTHER = "ICEiIyQlJicoKSorLC0uLzAxMjM0NTY3ODk6Ozw9Pj8=";

    @TempDir
    private Path folder;

    private static KeySettings given(Map<String, String> environment) {
        return NodeConfig.of(Settings.gather(Map.of(), environment, null)).keys();
    }

    @Test
    void aMissingMasterKeyIsRefusedByItsVariable() {
        assertThatThrownBy(() -> given(Map.of()).require())
                .isInstanceOf(ConfigProblem.class)
                .hasMessageStartingWith("COUNTERFOIL_MASTER_KEY is not set");
    }

    @ParameterizedTest
    @CsvSource({
        "COUNTERFOIL_MASTER_KEY,  hunter2-hunter2,  is not base64",
        "COUNTERFOIL_MASTER_KEY,  aHVudGVyMg==,     must have 32 bytes in base64 and has 7",
        "COUNTERFOIL_SIGNING_KEY, hunter2-hunter2,  is not base64",
        "COUNTERFOIL_SIGNING_KEY, aHVudGVyMg==,     must have 32 bytes in base64 and has 7",
    })
    void aBadKeyIsRefusedByItsVariableWithoutItsValue(String variable, String value, String rule) {
        Map<String, String> environment = variable.endsWith("SIGNING_KEY")
                ? Map.of("COUNTERFOIL_MASTER_KEY", KEY, variable, value)
                : Map.of(variable, value);
        assertThatThrownBy(() -> given(environment).require())
                .isInstanceOf(ConfigProblem.class)
                .message()
                .startsWith(variable + " " + rule)
                .doesNotContain(value);
    }

    @Test
    void theMasterKeyMayStandInAFile() throws IOException {
        Path file = Files.writeString(folder.resolve("key"), KEY + "\n");
        assertThat(given(Map.of("COUNTERFOIL_MASTER_KEY_FILE", file.toString()))
                        .require()
                        .master()
                        .keyId())
                .isEqualTo(given(Map.of("COUNTERFOIL_MASTER_KEY", KEY))
                        .require()
                        .master()
                        .keyId());
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        Path file = folder.resolve("none");
        assertThatThrownBy(() -> given(Map.of("COUNTERFOIL_MASTER_KEY_FILE", file.toString()))
                        .require())
                .isInstanceOf(ConfigProblem.class)
                .hasMessage("COUNTERFOIL_MASTER_KEY_FILE names a file that cannot be read: " + file);
    }

    @Test
    void theSeedsOfTheLogFollowFromTheMasterKeyAndDiffer() {
        NodeKeys keys = given(Map.of("COUNTERFOIL_MASTER_KEY", KEY)).require();
        assertThat(keys.signingSeed()).hasSize(32).isNotEqualTo(keys.cosigningSeed());
        assertThat(keys.cosigningSeed()).hasSize(32);
    }

    @Test
    void aPinnedSigningKeyKeepsBothSeedsUnderAnotherMasterKey() {
        NodeKeys before = given(Map.of("COUNTERFOIL_MASTER_KEY", KEY)).require();
        String pinned = KeySettings.encode(before.signingSeed());
        NodeKeys after = given(Map.of("COUNTERFOIL_MASTER_KEY", OTHER, "COUNTERFOIL_SIGNING_KEY", pinned))
                .require();
        assertThat(after.signingSeed()).isEqualTo(before.signingSeed());
        assertThat(after.cosigningSeed()).isEqualTo(before.cosigningSeed());
    }

    @ParameterizedTest
    @CsvSource({
        "'',                                 is needed with a database URL: all nodes share one key store",
        "jdbc:postgresql://db.example/events, must be another database than the journal's",
    })
    void anExternalJournalNeedsAnExternalKeyStoreOfItsOwn(String keys, String rule) {
        Map<String, String> environment = Map.of(
                "COUNTERFOIL_DB_URL",
                "jdbc:postgresql://db.example/events",
                "COUNTERFOIL_DB_USER",
                "app",
                "COUNTERFOIL_KEYS_DB_URL",
                keys,
                "COUNTERFOIL_KEYS_DB_USER",
                "app");
        NodeConfig config = NodeConfig.of(Settings.gather(Map.of(), environment, null));
        assertThatThrownBy(config::requireKeyStore)
                .isInstanceOf(ConfigProblem.class)
                .hasMessageContaining("COUNTERFOIL_KEYS_DB_URL " + rule);
    }

    @Test
    void keysAppearInNoLineAndNoText() {
        Settings settings = Settings.gather(
                Map.of(), Map.of("COUNTERFOIL_MASTER_KEY", KEY, "COUNTERFOIL_SIGNING_KEY", OTHER), null);
        NodeConfig config = NodeConfig.of(settings);
        assertThat(settings.lines().toString() + config + config.keys().require())
                .doesNotContain(KEY)
                .doesNotContain(OTHER);
    }
}
