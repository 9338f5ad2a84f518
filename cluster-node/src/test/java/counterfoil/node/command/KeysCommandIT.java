package counterfoil.node.command;

import static org.assertj.core.api.Assertions.assertThat;

import counterfoil.persistence.TestDatabase;
import counterfoil.persistence.journal.Migrations;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator does with keys, from the command line on. */
class KeysCommandIT {
    private static final String OLD = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
    private static final String NEW = "ICEiIyQlJicoKSorLC0uLzAxMjM0NTY3ODk6Ozw9Pj8=";
    private static final String SIGNING = "QEFCQ0RFRkdISUpLTE1OT1BRUlNUVVZXWFlaW1xdXl8=";

    @TempDir
    private Path folder;

    private TestDatabase store;
    private String printed = "";

    @BeforeEach
    void makeStore() {
        store = TestDatabase.empty();
        Migrations.run(
                Migrations.Schema.KEYS, store.url(), TestDatabase.OWNER, TestDatabase.OWNER_PASSWORD, TestDatabase.APP);
    }

    private int keys(String settings, String... arguments) throws IOException {
        Path file = Files.writeString(folder.resolve("node.conf"), """
                counterfoil.keys {
                  database-url = "%s", database-user = "%s", database-password = "%s", master-key = "%s"
                  %s
                }
                """.formatted(
                        store.url(), TestDatabase.APP, TestDatabase.APP_PASSWORD, OLD, settings));
        List<String> all = new ArrayList<>(List.of("keys"));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--config", file.toString()));
        StringWriter written = new StringWriter();
        PrintWriter writer = new PrintWriter(written, true);
        int code = CommandLines.commandLine().setOut(writer).setErr(writer).execute(all.toArray(String[]::new));
        printed = written.toString();
        assertThat(printed).doesNotContain(OLD).doesNotContain(NEW).doesNotContain(SIGNING);
        return code;
    }

    @Test
    void rotationIsRefusedUntilTheSigningKeyIsPinned() throws IOException {
        assertThat(keys("new-master-key = \"" + NEW + "\"", "rotate")).isEqualTo(CommandLines.NOT_DONE);
        assertThat(printed).contains("COUNTERFOIL_SIGNING_KEY is not set").contains("keys pin-signing-key");
    }

    @Test
    void rotationWithoutANewKeyNamesTheVariable() throws IOException {
        assertThat(keys("signing-key = \"" + SIGNING + "\"", "rotate")).isEqualTo(CommandLines.NOT_DONE);
        assertThat(printed).contains("COUNTERFOIL_NEW_MASTER_KEY is not set");
    }

    @Test
    void rotationToTheSameKeyIsRefused() throws IOException {
        assertThat(keys("signing-key = \"" + SIGNING + "\", new-master-key = \"" + OLD + "\"", "rotate"))
                .isEqualTo(CommandLines.NOT_DONE);
        assertThat(printed).contains("is the master key that is in use");
    }

    @Test
    void statusCountsAndRotationMovesEveryKey() throws IOException, SQLException {
        String settings = "signing-key = \"" + SIGNING + "\", new-master-key = \"" + NEW + "\"";
        assertThat(keys(settings, "rotate")).isZero();
        assertThat(printed).contains("0 keys wrapped anew");
        try (Connection connection = store.asApp();
                Statement statement = connection.createStatement()) {
            statement.execute("INSERT INTO wrapped_key VALUES ('user-1', 1, '0123456789abcdef',"
                    + " decode(repeat('00', 60), 'hex'), now())");
        }
        assertThat(keys(settings, "status")).isZero();
        assertThat(printed).contains("master key 0123456789abcdef wraps 1 keys").contains("0 subjects were erased");
        assertThat(keys(settings, "rotate")).isEqualTo(CommandLines.NOT_DONE);
        assertThat(printed).contains("the key store has keys wrapped by master key 0123456789abcdef");
    }

    @Test
    void theSigningKeyIsPinnedIntoAFileOfItsOwnerAndNeverOverAnother() throws IOException {
        Path file = folder.resolve("signing-key");
        assertThat(keys("", "pin-signing-key", "--out", file.toString())).isZero();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        String pinned = Files.readString(file).strip();
        assertThat(pinned).hasSize(44);
        assertThat(printed).doesNotContain(pinned);

        assertThat(keys("", "pin-signing-key", "--out", file.toString())).isEqualTo(CommandLines.NOT_DONE);
        assertThat(printed).contains("exists already");
        assertThat(Files.readString(file).strip()).isEqualTo(pinned);
    }
}
