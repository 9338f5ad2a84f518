package counterfoil.gate;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TidyTest {
    private static final int LONG_FILE = 300;

    private static List<SourceFile> files = List.of();
    private static List<Fault> faults = List.of();

    @BeforeAll
    static void readTheRepository() {
        Repository repository = Repository.ofThisModule();
        files = repository.files();
        faults = Stream.concat(
                        files.stream().flatMap(file -> Gates.inspect(file).stream()),
                        repository.emptyFolders().stream())
                .toList();
    }

    @ParameterizedTest
    @EnumSource
    void nothingIsStoppedByTheGate(Gate gate) {
        List<String> found = faults.stream()
                .filter(fault -> fault.gate() == gate)
                .map(Fault::toString)
                .toList();
        assertThat(found)
                .withFailMessage(() -> String.join("; ", found) + "\n(for your interest, above " + LONG_FILE
                        + " lines and allowed up to " + Gates.MAX_FILE_LINES + ": " + longFiles() + ")")
                .isEmpty();
    }

    /** Gates that read the wrong folder, or no file at all, would let everything pass. */
    @Test
    void everyModuleIsRead() {
        for (String module : List.of("protocol", "persistence", "http-api", "cluster-node")) {
            String sources = module + "/src/main/java/counterfoil/";
            assertThat(files.stream()
                            .filter(file -> file.path().startsWith(sources)
                                    && !file.text().isEmpty()))
                    .as(module)
                    .isNotEmpty();
        }
        assertThat(files.stream().map(SourceFile::path)).contains("pom.xml", "mvnw", "LICENSE");
    }

    @Test
    void everyExceptionFromTheCatchRuleIsStillNeeded() {
        for (String path : Gates.BROAD_CATCHES.keySet()) {
            SourceFile excused = files.stream()
                    .filter(file -> file.path().equals(path))
                    .findFirst()
                    .orElseThrow();
            assertThat(JavaCode.read(excused).caught())
                    .as(path)
                    .extracting(JavaCode.Found::name)
                    .containsAnyOf("Exception", "Throwable");
        }
    }

    private static String longFiles() {
        return files.stream()
                .filter(file -> file.isJava() && file.lines().size() > LONG_FILE)
                .map(file -> file.path() + " " + file.lines().size())
                .collect(joining(", "));
    }
}
