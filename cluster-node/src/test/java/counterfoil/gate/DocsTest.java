package counterfoil.gate;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the documentation says and a program can check. */
class DocsTest {
    private static final int MAX_ADR_LINES = 40;
    private static final Pattern LINK = Pattern.compile("\\[[^\\]\\n]+]\\(([^)\\s#]+)(#[^)\\s]*)?\\)");
    private static final Pattern SETTING = Pattern.compile("(?m)^\\| `(counterfoil\\.[a-z.-]+)` \\| ([^|]*) \\|");

    /** Defaults that the table tells in words. */
    private static final Map<String, String> IN_WORDS = Map.of(
            "counterfoil.admin-token", "none",
            "counterfoil.keys.master-key", "none",
            "counterfoil.cluster.roles", "all four",
            "counterfoil.persistence.snapshots", "the entities' states");

    private final Repository repository = Repository.ofThisModule();

    @Test
    void everySettingStandsInTheTableWithItsDefault() {
        Map<String, String> settings = new TreeMap<>();
        for (String name : List.of("counterfoil.conf", "persistence.conf")) {
            Config config = ConfigFactory.parseFile(
                    repository.root().resolve("config").resolve(name).toFile());
            for (Map.Entry<String, ConfigValue> entry :
                    config.withOnlyPath("counterfoil").entrySet()) {
                settings.put(entry.getKey(), IN_WORDS.getOrDefault(entry.getKey(), shown(entry.getValue())));
            }
        }
        Map<String, String> documented = new TreeMap<>();
        SETTING.matcher(page("docs/operate/run.md").text())
                .results()
                .forEach(row -> documented.put(row.group(1), row.group(2).strip()));
        assertThat(settings).isNotEmpty();
        assertThat(documented).isEqualTo(settings);
    }

    @Test
    void everyRelativeLinkLeadsToAFile() {
        List<String> broken = new ArrayList<>();
        int links = 0;
        for (SourceFile page : pages()) {
            Path file = repository.root().resolve(page.path());
            for (MatchResult link : LINK.matcher(page.text()).results().toList()) {
                links++;
                boolean leadsOut =
                        link.group(1).contains("://") || link.group(1).startsWith("mailto:");
                if (!leadsOut && !Files.exists(file.resolveSibling(link.group(1)))) {
                    broken.add(page.path() + " → " + link.group(1));
                }
            }
        }
        assertThat(links).isPositive();
        assertThat(broken).isEmpty();
    }

    @Test
    void everyDecisionHasItsFourPartsOnOneScreen() {
        List<SourceFile> decisions = pages().stream()
                .filter(page -> page.path().startsWith("docs/adr/0"))
                .toList();
        assertThat(decisions).hasSizeGreaterThan(10).allSatisfy(page -> {
            assertThat(page.lines()).as(page.path()).hasSizeLessThanOrEqualTo(MAX_ADR_LINES);
            assertThat(page.lines())
                    .as(page.path())
                    .containsSubsequence("## Context", "## Decision", "## Rejected", "## Consequences");
        });
    }

    /** The gates' page names each gate and each rule, so that a message can be looked up. */
    @Test
    void everyGateIsExplained() {
        String text = page("docs/develop/gates.md").text();
        for (Gate gate : Gate.values()) {
            assertThat(text).contains("`" + gate + "`");
        }
    }

    private List<SourceFile> pages() {
        return repository.files().stream()
                .filter(file -> file.path().endsWith(".md"))
                .toList();
    }

    private SourceFile page(String path) {
        return pages().stream()
                .filter(page -> page.path().equals(path))
                .findFirst()
                .orElseThrow(() -> new AssertionError("there is no " + path));
    }

    private static String shown(ConfigValue value) {
        boolean empty = value.unwrapped().equals("") || value.unwrapped().equals(List.of());
        if (empty) {
            return "empty";
        }
        return value.valueType() == ConfigValueType.STRING || value.valueType() == ConfigValueType.NUMBER
                ? "`" + value.unwrapped() + "`"
                : value.render();
    }
}
