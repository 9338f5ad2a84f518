package counterfoil.persistence.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportTest {
    @TempDir
    private Path folder;

    private static List<String> namesIn(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    private static List<ExportedEvent> read(Path export) throws IOException {
        List<ExportedEvent> events = new ArrayList<>();
        ExportReader.open(export).events(events::add);
        return events;
    }

    @Test
    void theFolderHoldsEventsTilesHeadAndKeys() throws IOException {
        Path export = Exports.whole(folder.resolve("export"), 300);
        assertThat(namesIn(export))
                .containsExactly(
                        "checkpoint",
                        "events/000000.ndjson",
                        "keys",
                        "manifest.json",
                        "tile/0/000",
                        "tile/0/001.p/44",
                        "tile/1/000.p/1");
    }

    @Test
    void whatIsReadIsWhatWasWritten() throws IOException {
        Path export = Exports.whole(folder.resolve("export"), 300);
        assertThat(read(export))
                .isEqualTo(IntStream.range(0, 300).mapToObj(Exports::event).toList());
    }

    @Test
    void aLineIsSpelledAsDocumented() throws IOException {
        Path export = Exports.whole(folder.resolve("export"), 2);
        // Base64 of {"amount":"37.25","n":1}
        assertThat(Files.readString(export.resolve("events/000000.ndjson"))
                        .lines()
                        .skip(1))
                .containsExactly("{\"position\":1,\"persistence_id\":\"portfolio|é1\",\"sequence_number\":1,"
                        + "\"write_timestamp\":1790000000001,\"serializer_id\":9001,"
                        + "\"manifest\":\"portfolio.TransactionPosted.v1\",\"deleted\":false,"
                        + "\"payload\":\"eyJhbW91bnQiOiIzNy4yNSIsIm4iOjF9\"}");
    }

    @Test
    void anExportOfARangeKeepsItsPositionsAndTheTilesOfTheWholeLog() throws IOException {
        HashList log = Exports.log(16_500);
        ExportSeal seal = ExportSeal.of(Exports.head(log, 16_500), Exports.keys());
        Path export = Exports.write(folder.resolve("export"), log, 16_380, 16_390, seal);
        assertThat(namesIn(export)).contains("events/000000.ndjson", "events/000001.ndjson", "tile/0/000");
        assertThat(read(export)).extracting(ExportedEvent::position).first().isEqualTo(16_380L);
        assertThat(Proofs.root(ExportReader.open(export), 16_500)).isEqualTo(log.root(16_500));
    }

    @Test
    void aFolderThatHoldsSomethingIsNotTouched() throws IOException {
        Files.createFile(folder.resolve("mine"));
        assertThatThrownBy(() -> ExportWriter.create(folder, 0))
                .isInstanceOf(FileAlreadyExistsException.class)
                .hasMessageContaining("is not empty");
    }

    @Test
    void anExportThatEndsEarlyLeavesNothing() throws IOException {
        try (ExportWriter writer = ExportWriter.create(folder.resolve("export"), 0)) {
            writer.add(Exports.event(0));
            assertThatThrownBy(() -> writer.add(Exports.event(2))).hasMessageContaining("position 1 comes next");
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aHeadSmallerThanWhatWasAddedIsRefused() throws IOException {
        HashList log = Exports.log(3);
        try (ExportWriter writer = ExportWriter.create(folder.resolve("export"), 0)) {
            for (int i = 0; i < 3; i++) {
                writer.add(Exports.event(i));
            }
            ExportSeal seal = ExportSeal.of(Exports.head(log, 2), Exports.keys());
            assertThatThrownBy(() -> writer.finish(seal, log, Exports.AT))
                    .isInstanceOf(SealProblem.class)
                    .hasMessageContaining("a log of 2");
        }
        assertThat(folder).isEmptyDirectory();
    }
}
