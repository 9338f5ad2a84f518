package counterfoil.node.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What a person sees who starts a node without a good master key. */
class MissingKeyTest {
    @TempDir
    private Path folder;

    private final StringWriter printed = new StringWriter();

    private int run(String command, String keys) throws IOException {
        Path file = Files.writeString(
                folder.resolve("node.conf"),
                "counterfoil { admin-token = \"0123456789abcdef0123456789abcdef\", keys { " + keys + " } }");
        PrintWriter writer = new PrintWriter(printed, true);
        CommandLine line = CommandLines.commandLine().setOut(writer).setErr(writer);
        return line.execute(
                command,
                "--http-port",
                "0",
                "--cluster-port",
                "0",
                "--data-dir",
                folder.resolve("data").toString(),
                "--config",
                file.toString());
    }

    @Test
    void aNodeWithoutAKeyNamesTheVariableAndMakesNothing() throws IOException {
        assertThat(run("node", "")).isEqualTo(CommandLines.NOT_DONE);
        assertThat(printed.toString())
                .startsWith("counterfoil: COUNTERFOIL_MASTER_KEY is not set")
                .hasLineCount(1);
        assertThat(folder.resolve("data")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"hunter2-hunter2", "aHVudGVyMg=="})
    void aNodeWithABadKeyNamesTheVariableAndNotTheValue(String value) throws IOException {
        assertThat(run("node", "master-key = \"" + value + "\"")).isEqualTo(CommandLines.NOT_DONE);
        assertThat(printed.toString()).contains("COUNTERFOIL_MASTER_KEY").doesNotContain(value);
        assertThat(folder.resolve("data")).doesNotExist();
    }

    @Test
    void doctorTellsOfABadKeyWithoutItsValue() throws IOException {
        assertThat(run("doctor", "master-key = \"aHVudGVyMg==\"")).isEqualTo(CommandLines.NOT_DONE);
        assertThat(printed.toString())
                .containsPattern("failed +key +COUNTERFOIL_MASTER_KEY must have 32 bytes")
                .doesNotContain("aHVudGVyMg");
    }
}
