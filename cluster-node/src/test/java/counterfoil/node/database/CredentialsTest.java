package counterfoil.node.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialsTest {
    private static final DatabaseLayout LAYOUT = DatabaseLayout.JOURNAL;

    @TempDir
    Path temporary;

    @Test
    void whatIsWrittenIsReadBack() throws IOException {
        Path file = Credentials.fileOf(temporary, LAYOUT);
        Credentials chosen = Credentials.choose();

        chosen.write(file, LAYOUT);

        assertThat(Credentials.read(file, LAYOUT)).contains(chosen);
        assertThat(chosen.port()).isBetween(20_000, 24_999);
    }

    @Test
    void noFileMeansNoCredentials() throws IOException {
        assertThat(Credentials.read(temporary.resolve("postgres.properties"), LAYOUT))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://127.0.0.1:0/counterfoil",
                "jdbc:postgresql://127.0.0.1:70000/counterfoil",
                "jdbc:postgresql://example.org:5432/counterfoil",
                "jdbc:postgresql://127.0.0.1:5432/other",
                "nonsense"
            })
    void anAddressOfAnotherFormIsRefusedWithTheFile(String url) throws IOException {
        Path file = temporary.resolve("postgres.properties");
        Files.writeString(file, "url=" + url + "\npassword=a\napp_password=b\nsuperuser_password=c\n");

        assertThatThrownBy(() -> Credentials.read(file, LAYOUT))
                .isInstanceOf(DatabaseUnavailable.class)
                .hasMessageContainingAll(file.toString(), url);
    }

    @Test
    void aMissingPasswordIsRefusedWithItsKey() throws IOException {
        Path file = temporary.resolve("postgres.properties");
        Files.writeString(file, "url=jdbc:postgresql://127.0.0.1:20001/counterfoil\npassword=a\n");

        assertThatThrownBy(() -> Credentials.read(file, LAYOUT))
                .isInstanceOf(DatabaseUnavailable.class)
                .hasMessageContainingAll(file.toString(), "app_password");
    }

    @Test
    void theTextFormShowsNoPassword() {
        assertThat(new Credentials(20_001, "one", "two", "three")).hasToString("Credentials[port=20001]");
    }
}
