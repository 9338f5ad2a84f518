package counterfoil.persistence.seal;

import static org.assertj.core.api.Assertions.assertThat;

import counterfoil.persistence.seal.Verification.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WitnessTest {
    private static final HashList LOG = Exports.log(700);

    @TempDir
    private Path folder;

    private Path witness = Path.of("");

    @BeforeEach
    void setUp() {
        witness = folder.resolve("witness");
    }

    private Path export(HashList log, int size) {
        ExportSeal seal = ExportSeal.of(Exports.head(log, size), Exports.keys());
        return Exports.write(folder.resolve("export-" + size), LOG, 0, size, seal);
    }

    private Verification verify(Path export) {
        return Verifier.verify(new VerifyRequest(export, List.of(), null, witness));
    }

    @Test
    void theFileIsMadeAtFirstUseAndRemembersKeysAndHead() throws IOException {
        Verification result = verify(export(LOG, 300));
        assertThat(result.verdict()).isEqualTo(Verdict.COMPLETE);
        assertThat(Files.readString(witness))
                .startsWith("counterfoil witness v1\nkey " + WorkedExample.LOG_KEY.verifierKey() + "\n")
                .endsWith("\n\n" + Exports.head(LOG, 300));
    }

    @Test
    void theNextCheckGoesOnFromIt() throws IOException {
        verify(export(LOG, 300));
        Verification result = verify(export(LOG, 600));
        assertThat(result.verdict()).isEqualTo(Verdict.VERIFIED);
        assertThat(result.remarks()).containsExactly("The witness file went on from head 300 to head 600.");
        assertThat(Files.readString(witness)).endsWith(Exports.head(LOG, 600));
        assertThat(folder).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void aShorterLogIsRefusedAndTheFileStays() throws IOException {
        verify(export(LOG, 600));
        Verification result = verify(export(LOG, 300));
        assertThat(result.fault().orElseThrow().kind()).isEqualTo(Fault.Kind.LOG_SHORTER);
        assertThat(result.fault().orElseThrow().position()).hasValue(300);
        assertThat(Files.readString(witness)).endsWith(Exports.head(LOG, 600));
    }

    @Test
    void aSecondLogOfTheSameSizeIsRefused() throws IOException {
        HashList fork = new HashList(IntStream.range(0, 300)
                .mapToObj(i -> LOG.leaves().get(i == 299 ? 0 : i))
                .toList());
        Files.writeString(
                witness,
                new Witness(WorkedExample.TRUSTED, SignedHead.open(Exports.head(fork, 300), WorkedExample.TRUSTED))
                        .text());
        Verification result = verify(export(LOG, 300));
        assertThat(result.fault().orElseThrow().kind()).isEqualTo(Fault.Kind.LOG_REWRITTEN);
    }

    @Test
    void anotherKeyIsRefused() {
        verify(export(LOG, 300));
        LogKey other = LogKey.ofSeed(WorkedExample.ORIGIN, WorkedExample.seed(77));
        String head = SignedHead.sign(
                        new Checkpoint(WorkedExample.ORIGIN, 600, LOG.root(600)),
                        other,
                        WorkedExample.COSIGNER,
                        Exports.AT)
                .note();
        Path export =
                Exports.write(folder.resolve("other"), LOG, 0, 600, ExportSeal.of(head, List.of(other.verifierKey())));
        assertThat(verify(export).fault().orElseThrow().kind()).isEqualTo(Fault.Kind.KEY_DIFFERS);
    }

    @Test
    void aKeyThatTheOldOneHandedOverToIsRememberedToo() throws IOException {
        verify(export(LOG, 300));
        LogKey next = LogKey.ofSeed(WorkedExample.ORIGIN, WorkedExample.seed(77));
        Checkpoint checkpoint = new Checkpoint(WorkedExample.ORIGIN, 600, LOG.root(600));
        // The overlap: both keys sign.
        String head = SignedHead.sign(
                        checkpoint, List.of(WorkedExample.LOG_KEY, next), WorkedExample.COSIGNER, Exports.AT)
                .note();
        ExportSeal seal = new ExportSeal(
                head, Exports.keys(), List.of(), List.of(KeyChange.sign(WorkedExample.LOG_KEY, next, Exports.AT)));
        assertThat(verify(Exports.write(folder.resolve("overlap"), LOG, 0, 600, seal))
                        .verdict())
                .isEqualTo(Verdict.VERIFIED);
        assertThat(Files.readString(witness)).contains("key " + next.verifierKey());
    }

    @Test
    void aDamagedFileMeansThatNothingCanBeChecked() throws IOException {
        verify(export(LOG, 300));
        Files.writeString(witness, Files.readString(witness).replace("300", "301"));
        Verification result = verify(export(LOG, 600));
        assertThat(result.verdict()).isEqualTo(Verdict.UNCHECKED);
        assertThat(result.remarks().getFirst()).contains("is damaged");
    }
}
