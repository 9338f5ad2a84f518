package counterfoil.node.command;

import static org.assertj.core.api.Assertions.assertThat;

import counterfoil.node.seal.LogKeys;
import counterfoil.persistence.seal.ExportSeal;
import counterfoil.persistence.seal.ExportWriter;
import counterfoil.persistence.seal.Merkle;
import counterfoil.persistence.seal.VerifierKey;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A key hands over to the next: what the operator types, and what an auditor then finds who knows the old key only. */
class AuditKeysTest {
    private static final String ORIGIN = "counterfoil.example/log";

    /** The seed 00 01 … 1f of the worked example for auditors, and its vkey. */
    private static final String OLD_SEED = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

    private static final String OLD_VKEY =
            "counterfoil.example/log+5e595ea0+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4";
    private static final String NEW_SEED = "ICEiIyQlJicoKSorLC0uLzAxMjM0NTY3ODk6Ozw9Pj8=";

    @TempDir
    private Path folder;

    private record Outcome(int code, String out, String err) {}

    private static Outcome run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine line = CommandLines.commandLine();
        line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        return new Outcome(line.execute(arguments), out.toString(), err.toString());
    }

    private Path settings(String signing, String previous) throws IOException {
        return Files.writeString(folder.resolve("own.conf"), """
                counterfoil.admin-token = "0123456789abcdef0123456789abcdef"
                counterfoil.seal.origin = "%s"
                counterfoil.keys.master-key = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="
                counterfoil.keys.signing-key = "%s"
                counterfoil.keys.previous-signing-key = "%s"
                """.formatted(ORIGIN, signing, previous));
    }

    @Test
    void theVkeysOfTheNodesKeysArePrinted() throws IOException {
        Outcome outcome =
                run("audit", "keys", "--config", settings(OLD_SEED, "").toString());
        assertThat(outcome.code()).as(outcome.err()).isZero();
        assertThat(outcome.out().lines()).hasSize(2).first().isEqualTo(OLD_VKEY);
        assertThat(outcome.out().lines().skip(1)).allMatch(line -> line.startsWith(ORIGIN + "/time+"));
    }

    @Test
    void withoutAKeyThatHandsOverThereIsNoChangeToWrite() throws IOException {
        Path config = settings(OLD_SEED, "");
        Outcome outcome = run(
                "audit",
                "keys",
                "--config",
                config.toString(),
                "--changes",
                folder.resolve("c").toString());
        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.err()).contains("COUNTERFOIL_PREVIOUS_SIGNING_KEY is not set");
        assertThat(folder.resolve("c")).doesNotExist();
    }

    @Test
    void whoKnowsTheOldKeyOnlyIsLedToTheNewOnes() throws IOException {
        Path config = settings(NEW_SEED, OLD_SEED);
        Path changes = folder.resolve("changes");
        Outcome written = run("audit", "keys", "--config", config.toString(), "--changes", changes.toString());
        assertThat(written.code()).as(written.err()).isZero();
        assertThat(written.out().lines()).hasSize(3).element(1).isEqualTo(OLD_VKEY);

        // After the overlap: the new key alone signs.
        Path export = export(settings(NEW_SEED, ""), List.of());
        Outcome unknown = run("audit", "verify", export.toString(), "--key", OLD_VKEY);
        assertThat(unknown.code()).isEqualTo(1);
        assertThat(unknown.out()).contains("is signed by none of the trusted keys");

        List<String> notes =
                List.of(Files.readString(changes.resolve("000")), Files.readString(changes.resolve("001")));
        Path led = export(settings(NEW_SEED, ""), notes);
        Outcome known = run("audit", "verify", led.toString(), "--key", OLD_VKEY);
        assertThat(known.code()).as(known.out()).isZero();
        assertThat(known.out()).startsWith("complete up to head 0 of " + ORIGIN + " at 2026-11-22T14:00:00Z");
    }

    @Test
    void duringTheOverlapBothKeysSign() throws IOException {
        Path export = export(settings(NEW_SEED, OLD_SEED), List.of());
        Outcome outcome = run("audit", "verify", export.toString(), "--key", OLD_VKEY);
        assertThat(outcome.code()).as(outcome.out()).isZero();
    }

    /** An export of a log without events, its head signed with the keys of these settings. */
    private Path export(Path config, List<String> notes) throws IOException {
        NodeOptions options = new NodeOptions();
        new CommandLine(new Holder(options)).parseArgs("--config", config.toString());
        LogKeys keys = LogKeys.of(ORIGIN, options.config(Map.of()).keys().require());
        Instant at = Instant.parse("2026-11-22T14:00:00Z");
        List<String> vkeys =
                keys.verifierKeys(ORIGIN).stream().map(VerifierKey::text).toList();
        Path path = Files.createTempDirectory(folder, "export");
        try (ExportWriter writer = ExportWriter.create(path, 0)) {
            String head = keys.sign(ORIGIN, 0, Merkle.emptyRoot(), at);
            writer.finish(new ExportSeal(head, vkeys, List.of(), notes), (level, first, count) -> new byte[0], at);
        }
        return path;
    }

    @CommandLine.Command
    private record Holder(@CommandLine.Mixin NodeOptions options) {}
}
