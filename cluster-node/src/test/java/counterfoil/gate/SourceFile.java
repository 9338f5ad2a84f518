package counterfoil.gate;

import java.util.List;
import java.util.Set;

/**
 * One file of the repository.
 *
 * @param path from the root, with slashes
 * @param text its content; empty when it is not a text that gates read
 */
record SourceFile(String path, String text) {
    private static final Set<String> CODE_ENDINGS =
            Set.of("java", "sql", "conf", "yaml", "yml", "xml", "properties", "sh", "html", "css", "js");
    private static final Set<String> CODE_NAMES = Set.of("counterfoil", "mvnw", "run");

    /** Name without folders. */
    String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** Whether people write it as code or configuration. */
    boolean isCode() {
        return CODE_ENDINGS.contains(ending()) || CODE_NAMES.contains(name());
    }

    /** Whether its lines are limited in width; markup, whose sentences wrap on the screen, is not. */
    boolean hasLimitedLines() {
        return Set.of("java", "sql", "conf", "properties", "sh").contains(ending()) || CODE_NAMES.contains(name());
    }

    /** Whether it is written by us and read as text: code or documentation. */
    boolean isText() {
        return isCode() || ending().equals("md") || ending().equals("txt");
    }

    boolean isJava() {
        return ending().equals("java");
    }

    /** Whether it is Java that ships. */
    boolean isMainJava() {
        return isJava() && path.contains("src/main/java/");
    }

    /** Whether it is Java that tests; a benchmark is not a test, and may wait. */
    boolean isTestJava() {
        return isJava() && path.contains("src/test/java/") && !path.contains("src/test/java/counterfoil/bench/");
    }

    List<String> lines() {
        return text.lines().toList();
    }

    private String ending() {
        return name().substring(name().lastIndexOf('.') + 1);
    }
}
