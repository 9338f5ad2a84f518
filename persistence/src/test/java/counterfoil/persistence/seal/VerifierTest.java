package counterfoil.persistence.seal;

import static org.assertj.core.api.Assertions.assertThat;

import counterfoil.persistence.seal.Verification.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifierTest {
    private static final HashList LOG = Exports.log(700);

    @TempDir
    private Path folder;

    private Path export(int size) {
        return Exports.write(
                folder.resolve("export-" + size), LOG, 0, size, ExportSeal.of(Exports.head(LOG, size), Exports.keys()));
    }

    private static Verification verify(Path export, @Nullable Path head, @Nullable Path witness) {
        return Verifier.verify(new VerifyRequest(export, WorkedExample.TRUSTED, head, witness));
    }

    private static void assertFault(Verification result, Fault.Kind kind, long position) {
        assertThat(result.fault()).as("%s", VerifyReport.lines(result)).isPresent();
        assertThat(result.fault().get().kind()).isEqualTo(kind);
        assertThat(result.fault().get().position()).isEqualTo(OptionalLong.of(position));
        assertThat(result.verdict()).isEqualTo(Verdict.FAULT);
    }

    private static void assertFault(Verification result, Fault.Kind kind) {
        assertThat(result.fault()).as("%s", VerifyReport.lines(result)).isPresent();
        assertThat(result.fault().get().kind()).isEqualTo(kind);
        assertThat(result.verdict().exitCode()).isEqualTo(1);
    }

    /** The same log until {@code from}, then other events, signed with the real key. */
    private static HashList rewritten(int size, int from) {
        return new HashList(java.util.stream.IntStream.range(0, size)
                .mapToObj(i -> i < from ? LOG.leaves().get(i) : other(i).leaf().hash())
                .toList());
    }

    private static ExportedEvent other(int position) {
        ExportedEvent event = Exports.event(position);
        return new ExportedEvent(
                event.position(),
                event.persistenceId(),
                event.sequenceNumber(),
                event.writeTimestamp() + 1,
                event.serializerId(),
                event.manifest(),
                event.deleted(),
                event.payload());
    }

    private Path forged(int size, int from, ExportSeal seal) throws IOException {
        HashList log = rewritten(size, from);
        Path path = folder.resolve("forged");
        try (ExportWriter writer = ExportWriter.create(path, 0)) {
            for (int i = 0; i < size; i++) {
                writer.add(i < from ? Exports.event(i) : other(i));
            }
            writer.finish(seal, log, Exports.AT);
        }
        return path;
    }

    @Test
    void withoutAnythingFromOutsideTheVerdictIsCompleteUpToAHead() {
        Verification result = Verifier.verify(new VerifyRequest(export(600), List.of(), null, null));
        assertThat(result.verdict()).isEqualTo(Verdict.COMPLETE);
        assertThat(VerifyReport.lines(result).getFirst())
                .isEqualTo("complete up to head 600 of counterfoil.example/log at 2026-11-22T13:40:00Z");
        assertThat(String.join("\n", VerifyReport.lines(result)))
                .contains("600 of 7 entities")
                .contains("the key came with the export")
                .doesNotContainIgnoringCase("ok");
    }

    @Test
    void withAnEarlierHeadTheVerdictIsVerified() throws IOException {
        Path head = Files.writeString(folder.resolve("head"), Exports.head(LOG, 333));
        Verification result = verify(export(600), head, null);
        assertThat(result.verdict()).isEqualTo(Verdict.VERIFIED);
        assertThat(VerifyReport.lines(result).getFirst())
                .isEqualTo("verified up to head 600 of counterfoil.example/log at 2026-11-22T13:40:00Z");
    }

    @Test
    void anExportOfARangeIsProvenForItsRange() {
        ExportSeal seal = ExportSeal.of(Exports.head(LOG, 700), Exports.keys());
        Path part = Exports.write(folder.resolve("part"), LOG, 100, 400, seal);
        Verification result = verify(part, null, null);
        assertThat(VerifyReport.lines(result).getFirst()).startsWith("positions 100 to 399 complete, of head 700");
    }

    @Test
    void anEmptyLogIsComplete() {
        assertThat(verify(export(0), null, null).verdict()).isEqualTo(Verdict.COMPLETE);
    }

    @Test
    void aFolderThatIsNoExportCannotBeChecked() {
        Verification result = verify(folder, null, null);
        assertThat(result.verdict().exitCode()).isEqualTo(2);
        assertThat(VerifyReport.lines(result).getFirst()).contains("is no export: it has no manifest.json");
    }

    @Test
    void aLogThatIsShorterThanAnEarlierHeadIsRefused() throws IOException {
        Path head = Files.writeString(folder.resolve("head"), Exports.head(LOG, 700));
        assertFault(verify(export(600), head, null), Fault.Kind.LOG_SHORTER, 600);
    }

    @Test
    void aLogThatWasRewrittenAndSignedAgainIsFoundByTheHeadsBefore() throws IOException {
        HashList log = rewritten(600, 450);
        // The operator signs the new log and keeps the heads it showed before: 400 still fits, 500 does not.
        ExportSeal seal = new ExportSeal(
                Exports.head(log, 600),
                Exports.keys(),
                List.of(Exports.head(LOG, 200), Exports.head(LOG, 400)),
                List.of());
        Path export = forged(600, 450, seal);
        assertThat(verify(export, null, null).verdict()).isEqualTo(Verdict.COMPLETE);
        Path head = Files.writeString(folder.resolve("head"), Exports.head(LOG, 500));
        Verification result = verify(export, head, null);
        assertFault(result, Fault.Kind.LOG_REWRITTEN, 400);
        assertThat(result.fault().orElseThrow().message()).contains("positions 400 to 499");
    }

    @Test
    void eventsAndTilesThatWereRewrittenUnderAnOldHeadDoNotLeadToIt() throws IOException {
        ExportSeal seal =
                new ExportSeal(Exports.head(LOG, 600), Exports.keys(), List.of(Exports.head(LOG, 300)), List.of());
        Verification result = verify(forged(600, 450, seal), null, null);
        assertFault(result, Fault.Kind.ROOT_DIFFERS, 300);
    }

    @Test
    void aHeadOfAnotherKeyIsRefused() {
        LogKey other = LogKey.ofSeed(WorkedExample.ORIGIN, WorkedExample.seed(77));
        String head = SignedHead.sign(
                        new Checkpoint(WorkedExample.ORIGIN, 600, LOG.root(600)),
                        other,
                        WorkedExample.COSIGNER,
                        Exports.AT)
                .note();
        Path export =
                Exports.write(folder.resolve("other"), LOG, 0, 600, ExportSeal.of(head, List.of(other.verifierKey())));
        assertFault(verify(export, null, null), Fault.Kind.KEY_DIFFERS);
    }

    @Test
    void aForgersKeyBesideTheRealOneInTheExportIsNotBelievedByWhoKeptAHead() throws IOException {
        LogKey forger = LogKey.ofSeed(WorkedExample.ORIGIN, WorkedExample.seed(77));
        String head = SignedHead.sign(
                        new Checkpoint(WorkedExample.ORIGIN, 600, LOG.root(600)),
                        forger,
                        WorkedExample.COSIGNER,
                        Exports.AT)
                .note();
        List<String> keys = List.of(Exports.keys().get(0), Exports.keys().get(1), forger.verifierKey());
        Path export = Exports.write(folder.resolve("forged"), LOG, 0, 600, ExportSeal.of(head, keys));
        Path kept = Files.writeString(folder.resolve("head"), Exports.head(LOG, 300));
        Verification result = Verifier.verify(new VerifyRequest(export, List.of(), kept, null));
        assertFault(result, Fault.Kind.KEY_DIFFERS);
    }

    @Test
    void aKeyIsFollowedToTheOneItHandsOverTo() {
        LogKey second = LogKey.ofSeed(WorkedExample.ORIGIN, WorkedExample.seed(77));
        LogKey third = LogKey.ofSeed(WorkedExample.ORIGIN, WorkedExample.seed(78));
        String head = SignedHead.sign(
                        new Checkpoint(WorkedExample.ORIGIN, 600, LOG.root(600)),
                        third,
                        WorkedExample.COSIGNER,
                        Exports.AT)
                .note();
        List<String> changes = List.of(
                KeyChange.sign(second, third, Exports.AT), KeyChange.sign(WorkedExample.LOG_KEY, second, Exports.AT));
        ExportSeal seal = new ExportSeal(head, Exports.keys(), List.of(Exports.head(LOG, 300)), changes);
        Path export = Exports.write(folder.resolve("changed"), LOG, 0, 600, seal);
        assertThat(verify(export, null, null).verdict()).isEqualTo(Verdict.COMPLETE);
    }

    @Test
    void anEventThatIsMarkedAsDeletedIsAFaultAlthoughNoLeafCoversTheMark() throws IOException {
        Path export = export(300);
        Path file = export.resolve("events/000000.ndjson");
        List<String> lines = Files.readAllLines(file);
        lines.set(17, lines.get(17).replace("\"deleted\":false", "\"deleted\":true"));
        Files.writeString(file, String.join("\n", lines) + "\n");
        assertFault(verify(export, null, null), Fault.Kind.EVENT_DELETED, 17);
    }

    @Test
    void aLogWhoseEntitySkipsANumberIsFaultyAlthoughItWasSealedSo() throws IOException {
        ExportedEvent gap = new ExportedEvent(1, "user|a", 3, 0, 1, "user.X.v1", false, new byte[0]);
        ExportedEvent first = new ExportedEvent(0, "user|a", 1, 0, 1, "user.X.v1", false, new byte[0]);
        HashList log = new HashList(List.of(first.leaf().hash(), gap.leaf().hash()));
        Path path = folder.resolve("gap");
        try (ExportWriter writer = ExportWriter.create(path, 0)) {
            writer.add(first);
            writer.add(gap);
            writer.finish(ExportSeal.of(Exports.head(log, 2), Exports.keys()), log, Exports.AT);
        }
        assertFault(verify(path, null, null), Fault.Kind.SEQUENCE_BROKEN, 1);
    }

    @Test
    void aTileAboveThatWasChangedIsFound() throws IOException {
        Path export = export(600);
        Path tile = export.resolve("tile/1/000.p/2");
        byte[] bytes = Files.readAllBytes(tile);
        bytes[40]++;
        Files.write(tile, bytes);
        assertFault(verify(export, null, null), Fault.Kind.TILE_CHANGED, 256);
    }

    @Test
    void aMissingTileIsNamed() throws IOException {
        Path export = export(600);
        Files.delete(export.resolve("tile/0/001"));
        Verification result = verify(export, null, null);
        assertFault(result, Fault.Kind.TILE_CHANGED, 256);
        assertThat(result.fault().orElseThrow().message()).contains("tile/0/001 is missing");
    }

    @Test
    void aFileThatTheExportDoesNotSpeakOfIsAFault() throws IOException {
        Path export = export(300);
        Files.copy(export.resolve("events/000000.ndjson"), export.resolve("events/000001.ndjson"));
        assertFault(verify(export, null, null), Fault.Kind.UNEXPECTED_FILE);
    }

    @Test
    void aTextThatIsNoUtf8OrHalfASurrogateIsAFaultAndNoCrash() throws IOException {
        Path export = export(300);
        Path file = export.resolve("events/000000.ndjson");
        List<String> lines = Files.readAllLines(file);
        lines.set(5, lines.get(5).replace("portfolio|é5", "portfolio|\\ud800"));
        Files.writeString(file, String.join("\n", lines) + "\n");
        assertFault(verify(export, null, null), Fault.Kind.LINE_MALFORMED, 5);
    }
}
