package counterfoil.node.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class CommandLinesTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "demo ",
                "node ",
                "doctor ",
                "import ",
                "import bars ",
                "bench ",
                "audit ",
                "audit verify ",
                "audit keys ",
                "audit replay ",
                "audit export ",
                "audit prove ",
                "audit new-log ",
                "keys "
            })
    void everyCommandHasHelp(String command) {
        Outcome outcome = run((command + "--help").split(" "));
        assertThat(outcome.code()).isZero();
        assertThat(outcome.out()).startsWith("Usage: counterfoil");
    }

    @Test
    void versionNamesReleaseAndJava() {
        Outcome outcome = run("--version");
        assertThat(outcome.code()).isZero();
        assertThat(outcome.out()).matches("(?s)counterfoil [0-9]+\\.[0-9]+\\.[0-9]+\\S* \\(\\S+\\)\\R+java .*");
    }

    @Test
    void anUnknownOptionIsToldInOneLineWithTheWayToHelp() {
        Outcome outcome = run("node", "--htpp-port", "1");
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err().lines())
                .first()
                .asString()
                .startsWith("counterfoil: Unknown option")
                .contains("--htpp-port");
        assertThat(outcome.err()).endsWith("See `counterfoil node --help`." + System.lineSeparator());
    }

    @Test
    void verifyingWhatIsNoExportExitsWithTwo() {
        Outcome outcome = run("audit", "verify", folder.toString());
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.out()).startsWith("could not check: ").contains("has no manifest.json");
    }

    @Test
    void aKeyThatIsNoneIsToldInOneLine() {
        Outcome outcome = run("audit", "verify", folder.toString(), "--key", "nonsense");
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err()).contains("a verifier key is name+id+key");
    }

    @Test
    void anUnknownCommandIsTold() {
        Outcome outcome = run("dmeo");
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err()).contains("dmeo").contains("demo");
    }

    @Test
    void aPortInUseIsToldInOneLine() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Path config = Files.writeString(folder.resolve("own.conf"), """
                    counterfoil.admin-token = "0123456789abcdef0123456789abcdef"
                    counterfoil.keys.master-key = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="
                    """);
            Outcome outcome = run(
                    "node",
                    "--data-dir",
                    folder.resolve("data").toString(),
                    "--config",
                    config.toString(),
                    "--http-port",
                    Integer.toString(taken.getLocalPort()));
            assertThat(outcome.code()).isEqualTo(1);
            assertThat(outcome.err().strip())
                    .isEqualTo("counterfoil: HTTP port 127.0.0.1:" + taken.getLocalPort()
                            + " is in use: choose another one with --http-port");
            assertThat(folder.resolve("data")).doesNotExist();
        }
    }

    @Test
    void doctorShowsOriginsAndFailsForAPortInUse() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());
            Outcome outcome =
                    run("doctor", "--data-dir", folder.toString(), "--http-port", port, "--cluster-port", "0");
            assertThat(outcome.code()).isEqualTo(1);
            assertThat(outcome.out())
                    .containsPattern("counterfoil\\.http\\.port +" + port + " +command line")
                    .containsPattern("counterfoil\\.http\\.host +127\\.0\\.0\\.1 +config/counterfoil\\.conf:[0-9]+")
                    .containsPattern("failed +http +http port 127\\.0\\.0\\.1:" + port + " is in use");
        }
    }

    @Test
    void doctorAnswersAProgramInJson() {
        Outcome outcome =
                run("doctor", "--json", "--data-dir", folder.toString(), "--http-port", "0", "--cluster-port", "0");
        assertThat(outcome.code()).isZero();
        assertThat(ApiClient.parse(outcome.out()).path("checks").findValuesAsText("subject"))
                .contains("java", "http", "cluster", "folder", "database", "clock");
    }

    @Test
    void importNeedsSomethingToImport() {
        assertThat(run("import").code()).isEqualTo(2);
        assertThat(run("import", "bars", "file.csv").err()).contains("--stock").contains("--timeframe");
    }

    @Test
    void anImportFileThatIsNotThereIsTold() {
        Path file = folder.resolve("none.csv");
        Outcome outcome = run("import", "bars", file.toString(), "--stock=A.XNAS", "--timeframe=1d", "--source=me");
        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.err()).startsWith("counterfoil: there is no file " + file);
    }

    private static Outcome run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine line = CommandLines.commandLine();
        line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        return new Outcome(line.execute(arguments), out.toString(), err.toString());
    }

    private record Outcome(int code, String out, String err) {}
}
