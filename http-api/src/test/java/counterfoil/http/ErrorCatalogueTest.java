package counterfoil.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ErrorCatalogueTest {
    private static final Pattern IN_CODE =
            Pattern.compile("(?:Problem\\.of|new Problem)\\(\\s*(\\d{3}),\\s*\"([a-z]+(?:-[a-z]+)*)\"");
    private static final Pattern IN_CATALOGUE = Pattern.compile("(?m)^\\| `([a-z-]+)` \\| (\\d{3}) \\|");

    /** Codes that the sources do not spell out beside their status. */
    private static final Map<String, Integer> COMPOSED =
            Map.of("malformed-json", 400, "malformed-csv", 400, Faults.CODE, 422);

    @Test
    void theCatalogueListsEveryCodeWithItsStatusAndNoOther() throws IOException {
        Map<String, Integer> inCatalogue = new TreeMap<>();
        Matcher row = IN_CATALOGUE.matcher(Files.readString(Path.of("../docs/use/errors.md")));
        while (row.find()) {
            inCatalogue.put(row.group(1), Integer.valueOf(row.group(2)));
        }

        assertThat(inCatalogue).isEqualTo(codes());
    }

    private static Map<String, Integer> codes() throws IOException {
        Map<String, Integer> codes = new TreeMap<>(COMPOSED);
        for (Path source : sources()) {
            Matcher problem = IN_CODE.matcher(Files.readString(source));
            while (problem.find()) {
                Integer before = codes.put(problem.group(2), Integer.valueOf(problem.group(1)));
                assertThat(before == null || before.toString().equals(problem.group(1)))
                        .as("two statuses for " + problem.group(2))
                        .isTrue();
            }
        }
        return codes;
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }
}
