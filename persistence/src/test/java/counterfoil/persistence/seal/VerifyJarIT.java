package counterfoil.persistence.seal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The auditor's jar as it is shipped, in a JVM of its own. */
class VerifyJarIT {
    @TempDir
    private Path folder;

    private record Outcome(int code, String out) {}

    private static Path jar() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("target"))) {
            return files.filter(file -> file.getFileName().toString().endsWith("-verify.jar"))
                    .findAny()
                    .orElseThrow(() -> new AssertionError("the build made no jar for auditors"));
        }
    }

    private static Outcome run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-jar",
                jar().toAbsolutePath().toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Outcome(process.exitValue(), out);
    }

    @Test
    void theJarHoldsTheLogAndJacksonCoreOnly() throws IOException {
        try (JarFile jar = new JarFile(jar().toFile())) {
            assertThat(jar.stream().map(entry -> entry.getName()).filter(name -> name.endsWith(".class")))
                    .isNotEmpty()
                    .allSatisfy(name -> assertThat(name)
                            .matches("(META-INF/versions/\\d+/)?"
                                    + "(counterfoil/persistence/seal|com/fasterxml/jackson/core)/.*"));
        }
        assertThat(Files.size(jar())).isLessThan(1_000_000);
    }

    @Test
    void anExportIsCompleteThenTamperedWithThenNoExport() throws IOException, InterruptedException {
        Path export = Exports.whole(folder.resolve("export"), 300);
        Outcome complete =
                run(export.toString(), "--witness", folder.resolve("witness").toString());
        assertThat(complete.out())
                .startsWith("complete up to head 300 of counterfoil.example/log at 2026-11-22T13:35:00Z");
        assertThat(complete.code()).isZero();

        Path events = export.resolve("events/000000.ndjson");
        Files.writeString(events, Files.readString(events).replace("1790000000123", "1790000000124"));
        Outcome faulty = run("--json", export.toString());
        assertThat(faulty.code()).isEqualTo(1);
        assertThat(faulty.out())
                .contains("\"verdict\":\"fault\"")
                .contains("\"kind\":\"event_changed\",\"position\":123,");

        Outcome unchecked = run(folder.toString());
        assertThat(unchecked.code()).isEqualTo(2);
        assertThat(unchecked.out()).startsWith("could not check: ");
    }

    @Test
    void aWrongCommandLineIsExplained() throws IOException, InterruptedException {
        assertThat(run("--help").out()).startsWith("usage: java -jar counterfoil-verify.jar DIR");
        assertThat(run("--help").code()).isZero();
        assertThat(run("a", "b").out()).contains("unexpected argument 'b'");
        assertThat(run("a", "--key").out()).contains("--key needs a value");
        assertThat(run("a", "--key", "nonsense").out()).contains("a verifier key is name+id+key");
        assertThat(run("a", "b").code()).isEqualTo(2);
    }
}
