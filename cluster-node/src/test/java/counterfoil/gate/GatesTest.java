package counterfoil.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each gate is shown a planted fault, and something close to it that is allowed. */
class GatesTest {
    private static final String MAIN = "cluster-node/src/main/java/counterfoil/node/Planted.java";
    private static final String TEST = "cluster-node/src/test/java/counterfoil/node/PlantedTest.java";
    private static final String CONF = "config/planted.conf";
    private static final String PAGE = "docs/planted.md";
    private static final String BENCH = "cluster-node/src/test/java/counterfoil/bench/Planted.java";
    private static final String INFO = "cluster-node/src/main/java/counterfoil/node/package-info.java";

    /** A file that a gate stops, and one beside it that passes all gates. */
    record Pair(Gate gate, SourceFile stopped, SourceFile passes) {
        @Override
        public String toString() {
            return gate + " " + stopped.name();
        }
    }

    static List<Pair> pairs() {
        List<Pair> pairs = new ArrayList<>();
        pairs.addAll(sizes());
        pairs.addAll(names());
        pairs.addAll(words());
        pairs.addAll(code());
        pairs.addAll(places());
        return pairs;
    }

    private static List<Pair> sizes() {
        return List.of(
                pair(Gate.FILE_LENGTH, MAIN, type("// line\n".repeat(399)), type("// line\n".repeat(397))),
                pair(Gate.LINE_WIDTH, MAIN, type("// " + "x".repeat(118)), type("// " + "x".repeat(117))),
                pair(Gate.LINE_WIDTH, CONF, "# " + "x".repeat(119), "# " + "x".repeat(118)),
                pair(Gate.METHOD_LENGTH, MAIN, type(body("a();\n".repeat(58))), type(body("a();\n".repeat(57)))));
    }

    private static List<Pair> names() {
        return List.of(
                pair(Gate.TYPE_NAME, MAIN, "class StockHelper {}", "class HelperCount {}"),
                pair(Gate.TYPE_NAME, MAIN, "class A { record BarInfo() {} }", "class A { record InfoBar() {} }"),
                pair(Gate.TYPE_NAME, TEST, "interface ClockImpl {}", "interface Database {}"),
                pair(Gate.TYPE_NAME, MAIN, "class AbstractBook {}", "class Book {}"),
                pair(Gate.PACKAGE_NAME, MAIN, "package a.util; class A {}", "package a.utility; class A {}"),
                pair(Gate.PACKAGE_PARAGRAPH, INFO, info("The node."), info("What runs, and how it starts.")));
    }

    private static List<Pair> words() {
        return List.of(
                pair(Gate.BANNED_WORD, MAIN, type("// TO" + "DO later"), type("// to do is to be")),
                pair(Gate.BANNED_WORD, MAIN, type("/* good for\n * no" + "w */"), type("// good for nowhere")),
                pair(Gate.BANNED_WORD, "counterfoil", "# In production" + " this differs", "# production is this"));
    }

    private static List<Pair> code() {
        return List.of(
                pair(Gate.RANDOMNESS, MAIN, type("A a = new Random(7);"), type("A a = \"new Random(7)\";")),
                pair(Gate.RANDOMNESS, MAIN, type("double a = Math.random();"), type("double a = Math.sqrt(2);")),
                pair(Gate.RANDOMNESS, MAIN, type("A a = ThreadLocalRandom.b();"), type("A a = SecureRandom.b();")),
                pair(Gate.SLEEP_OR_SKIP, TEST, type(body("Thread.sleep(1);")), type(body("latch.await();"))),
                pair(Gate.SLEEP_OR_SKIP, TEST, type(body("SECONDS.sleep(1);")), type("// Thread.sleep")),
                pair(Gate.SLEEP_OR_SKIP, TEST, type(body("a.sleep(1);")), BENCH, type(body("a.sleep(1);"))),
                pair(Gate.SLEEP_OR_SKIP, TEST, type("@Disabled void a() {}"), type("@Test void a() {}")),
                pair(Gate.BROAD_CATCH, MAIN, type(caught("Exception")), type(caught("IllegalStateException"))),
                pair(Gate.BROAD_CATCH, TEST, type(caught("Error | Throwable")), type(caught("Error | IOException"))));
    }

    private static List<Pair> places() {
        return List.of(
                pair(Gate.LEFTOVER_FILE, MAIN + ".orig", "", MAIN, ""),
                pair(Gate.LEFTOVER_FILE, "protocol/.jqwik-database", "", "protocol/pom.xml", ""),
                pair(Gate.LEFTOVER_FILE, "docs/.DS_Store", "", "docs/store.md", ""),
                pair(Gate.MACHINE_PATH, PAGE, "see /home" + "/anna/x", "see https://a.example/home/anna/"),
                pair(Gate.MACHINE_PATH, MAIN, type("A a = \"/work" + "/x\";"), type("A a = \"/workshop/x\";")),
                pair(Gate.REGISTRY_HOST, "pom.xml", "https://repo" + ".maven.apache.org", "https://a.org"),
                pair(Gate.REGISTRY_HOST, PAGE, "http://a/repository" + "/maven/", "http://a/stocks/"));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void aPlantedFaultIsFoundAndNothingElse(Pair pair) {
        assertThat(Gates.inspect(pair.stopped())).extracting(Fault::gate).containsOnly(pair.gate());
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void whatIsAllowedPasses(Pair pair) {
        assertThat(Gates.inspect(pair.passes())).isEmpty();
    }

    @Test
    void everyGateHasAPlantedFault() {
        Set<Gate> planted = EnumSet.of(Gate.EMPTY_FOLDER);
        pairs().forEach(pair -> planted.add(pair.gate()));
        assertThat(planted).containsExactlyInAnyOrder(Gate.values());
    }

    @Test
    void anEmptyFolderIsFoundAndOneWithAFileIsNot(@TempDir Path root) throws IOException {
        Files.createDirectories(root.resolve("docs/empty"));
        Files.createDirectories(root.resolve("target/empty"));
        Files.writeString(root.resolve("docs/full.md"), "text");
        assertThat(new Repository(root).emptyFolders()).extracting(Fault::path).containsExactly("docs/empty");
    }

    @Test
    void aFaultNamesFileAndLine() {
        SourceFile file = new SourceFile(MAIN, "\n\nclass StockHelper {}");
        assertThat(Gates.inspect(file)).extracting(Fault::toString).containsExactly(MAIN + ":3 TYPE_NAME StockHelper");
    }

    private static Pair pair(Gate gate, String path, String stopped, String passes) {
        return pair(gate, path, stopped, path, passes);
    }

    private static Pair pair(Gate gate, String path, String stopped, String otherPath, String passes) {
        return new Pair(gate, new SourceFile(path, stopped), new SourceFile(otherPath, passes));
    }

    private static String type(String body) {
        return "class A {\n" + body + "\n}\n";
    }

    private static String body(String body) {
        return "void a() {\n" + body + "\n}\n";
    }

    private static String caught(String type) {
        return body("try { b(); } catch (" + type + " e) { throw e; }");
    }

    private static String info(String comment) {
        return "/** " + comment + " */\n@NullMarked\npackage counterfoil.node;\n";
    }
}
