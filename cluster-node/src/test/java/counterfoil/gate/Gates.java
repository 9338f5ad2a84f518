package counterfoil.gate;

import counterfoil.gate.JavaCode.Found;
import counterfoil.gate.JavaCode.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Looks for breaches of every {@link Gate} in one file: a function of its path and its text, nothing else.
 *
 * <p>Words that the gates ban are put together from parts here, because these files are held against them too.
 */
final class Gates {
    static final int MAX_FILE_LINES = 400;
    static final int MAX_METHOD_LINES = 60;
    static final int MAX_LINE_WIDTH = 120;
    static final int MIN_PACKAGE_WORDS = 6;

    /** The formatter breaks lines of Javadoc and would undo any other break; it counts neither indent nor frame. */
    static final int MAX_JAVADOC_WIDTH = 130;

    /** Where catching everything is right, and why. An entry that nothing needs any more is a fault as well. */
    static final Map<String, String> BROAD_CATCHES = Map.of(
            "cluster-node/src/main/java/counterfoil/node/replay/Replayer.java",
            "the top of a thread: what breaks is told to who asked, and the thread goes on");

    private static final Set<String> EMPTY_WORDS = Set.of(
            "Impl",
            "Manager",
            "Helper",
            "Helpers",
            "Util",
            "Utils",
            "Base",
            "Abstract",
            "Enhanced",
            "Service",
            "Dto",
            "Data",
            "Info");
    private static final Set<String> DRAWERS =
            Set.of("util", "utils", "common", "service", "services", "dto", "impl", "helper", "helpers", "manager");
    private static final Pattern BANNED_WORDS = Pattern.compile("\\b(TO" + "DO|FIX" + "ME|XX" + "X)\\b|(?i)\\bfor"
            + "\\s+(?:[*#/-]+\\s+)?now\\b(?!\\()|\\bin\\s+(?:[*#/-]+\\s+)?production" + "\\s+(?:[*#/-]+\\s+)?this\\b");
    private static final Set<String> RANDOM_TYPES =
            Set.of("Random", "ThreadLocalRandom", "SplittableRandom", "RandomGenerator");
    private static final Pattern LEFTOVERS =
            Pattern.compile(".*\\.(orig|rej|bak|swp|class|iml|hprof)|.*~|\\.DS_Store|Thumbs\\.db|\\.jqwik-database"
                    + "|hs_err_pid.*|replay_pid.*|nohup\\.out|core");
    private static final Pattern MACHINE_PATHS =
            Pattern.compile("(?<![\\w./-])/(work|root|private/var|home/\\w+|" + "Users/\\w+)/|\\b[A-Z]:\\\\+Users");
    private static final Pattern REGISTRY_HOSTS =
            Pattern.compile("(?i)https?://[^\\s\"'<>]*(repo\\d*\\.maven|maven\\.org|artifactory|nexus|jfrog|sonatype"
                    + "|registry\\.|pypi|npmjs|jcenter|jitpack|/repository/|/simple/)"
                    + "|<(repository|pluginRepository|mirror)>");
    private static final Set<String> WRAPPER = Set.of(".mvn/wrapper/maven-wrapper.properties", "mvnw", "mvnw.cmd");

    private Gates() {}

    /** All breaches in a file. */
    static List<Fault> inspect(SourceFile file) {
        List<Fault> faults = new ArrayList<>(inspectText(file));
        if (file.isJava()) {
            faults.addAll(inspectJava(file, JavaCode.read(file)));
        }
        return faults;
    }

    private static List<Fault> inspectText(SourceFile file) {
        List<Fault> faults = new ArrayList<>();
        if (LEFTOVERS.matcher(file.name()).matches()) {
            faults.add(new Fault(Gate.LEFTOVER_FILE, file.path(), 0, file.name()));
        }
        if (file.isJava() && file.lines().size() > MAX_FILE_LINES) {
            faults.add(new Fault(Gate.FILE_LENGTH, file.path(), 0, file.lines().size() + " lines"));
        }
        boolean wrapper = WRAPPER.contains(file.path());
        if (file.hasLimitedLines() && !wrapper) {
            faults.addAll(wideLines(file));
        }
        if (file.isCode() && !wrapper) {
            faults.addAll(matches(Gate.BANNED_WORD, file, BANNED_WORDS));
        }
        if (file.isText() && !wrapper) {
            faults.addAll(matches(Gate.MACHINE_PATH, file, MACHINE_PATHS));
            faults.addAll(matches(Gate.REGISTRY_HOST, file, REGISTRY_HOSTS));
        }
        return faults;
    }

    private static List<Fault> wideLines(SourceFile file) {
        List<Fault> faults = new ArrayList<>();
        List<String> lines = file.lines();
        for (int i = 0; i < lines.size(); i++) {
            int width = lines.get(i).codePointCount(0, lines.get(i).length());
            boolean javadoc = file.isJava() && lines.get(i).strip().matches("/?\\*.*");
            if (width > (javadoc ? MAX_JAVADOC_WIDTH : MAX_LINE_WIDTH)) {
                faults.add(new Fault(Gate.LINE_WIDTH, file.path(), i + 1, width + " characters"));
            }
        }
        return faults;
    }

    private static List<Fault> matches(Gate gate, SourceFile file, Pattern pattern) {
        return pattern.matcher(file.text())
                .results()
                .map(found -> new Fault(gate, file.path(), lineOf(file.text(), found), found.group()))
                .toList();
    }

    private static int lineOf(String text, MatchResult found) {
        return 1
                + Math.toIntExact(text.substring(0, found.start())
                        .chars()
                        .filter(c -> c == '\n')
                        .count());
    }

    private static List<Fault> inspectJava(SourceFile file, JavaCode code) {
        List<Fault> faults = new ArrayList<>();
        for (Method method : code.methods()) {
            if (method.lines() > MAX_METHOD_LINES) {
                String detail = method.name() + " has " + method.lines() + " lines";
                faults.add(new Fault(Gate.METHOD_LENGTH, file.path(), method.line(), detail));
            }
        }
        for (String part : code.packageName().split("\\.", -1)) {
            if (DRAWERS.contains(part)) {
                faults.add(new Fault(Gate.PACKAGE_NAME, file.path(), 0, code.packageName()));
            }
        }
        if (file.isMainJava() && file.name().equals("package-info.java") && code.packageComment() < MIN_PACKAGE_WORDS) {
            faults.add(new Fault(Gate.PACKAGE_PARAGRAPH, file.path(), 0, code.packageComment() + " words"));
        }
        faults.addAll(faults(Gate.TYPE_NAME, file, code.types(), Gates::isEmptyName));
        if (!BROAD_CATCHES.containsKey(file.path())) {
            faults.addAll(faults(Gate.BROAD_CATCH, file, code.caught(), Gates::isBroad));
        }
        if (file.isMainJava()) {
            faults.addAll(faults(Gate.RANDOMNESS, file, code.creations(), RANDOM_TYPES::contains));
            faults.addAll(faults(Gate.RANDOMNESS, file, code.names(), "ThreadLocalRandom"::equals));
            faults.addAll(faults(Gate.RANDOMNESS, file, code.selections(), Gates::isChance));
        }
        if (file.isTestJava()) {
            faults.addAll(faults(Gate.SLEEP_OR_SKIP, file, code.selections(), name -> name.endsWith(".sleep")));
            faults.addAll(faults(Gate.SLEEP_OR_SKIP, file, code.annotations(), Gates::isSkip));
        }
        return faults;
    }

    private static List<Fault> faults(Gate gate, SourceFile file, List<Found> all, Predicate<String> isFault) {
        return all.stream()
                .filter(found -> isFault.test(found.name()))
                .map(found -> new Fault(gate, file.path(), found.line(), found.name()))
                .toList();
    }

    private static boolean isEmptyName(String type) {
        List<String> words = List.of(type.split("(?<=[a-z0-9])(?=[A-Z])", -1));
        return EMPTY_WORDS.contains(words.getLast()) || words.getFirst().equals("Abstract");
    }

    private static boolean isBroad(String type) {
        return type.matches("(java\\.lang\\.)?(Exception|Throwable)");
    }

    private static boolean isChance(String selection) {
        return selection.matches("(java\\.lang\\.)?(Strict)?Math\\.random") || selection.startsWith("RandomGenerator.");
    }

    private static boolean isSkip(String annotation) {
        return annotation.matches("(.*\\.)?(Disabled\\w*|Ignore)");
    }
}
