package counterfoil.node.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import counterfoil.node.ThisRelease;
import counterfoil.node.command.Finding.Verdict;
import counterfoil.node.config.NodeConfig;
import counterfoil.node.config.Settings.Line;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows the effective configuration and looks for what would keep a node from starting. */
@Command(
        name = "doctor",
        description = {
            "Print every setting with its value and its origin, and check Java, ports, data folder, database and"
                    + " clock.",
            "Starts nothing and changes nothing. Exit code 1 when a node could not start like this."
        },
        mixinStandardHelpOptions = true,
        versionProvider = CommandLines.Version.class)
final class DoctorCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before the command runs
    private CommandSpec spec;

    @Mixin
    private final NodeOptions options = new NodeOptions();

    @Option(names = "--json", description = "Print one JSON object for programs.")
    private boolean json;

    @Override
    public Integer call() {
        NodeConfig config = options.config(Map.of());
        List<Line> settings = config.settings().lines();
        List<Finding> findings = Checkup.of(config);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(asJson(settings, findings));
        } else {
            print(out, settings, findings);
        }
        boolean isWell = findings.stream().noneMatch(finding -> finding.verdict() == Verdict.FAILED);
        return isWell ? 0 : CommandLines.NOT_DONE;
    }

    private static void print(PrintWriter out, List<Line> settings, List<Finding> findings) {
        out.println("Settings");
        int widest = settings.stream()
                .mapToInt(line -> line.setting().length())
                .max()
                .orElse(1);
        int value =
                settings.stream().mapToInt(line -> line.value().length()).max().orElse(1);
        String format = "  %-" + widest + "s  %-" + Math.min(value, 40) + "s  %s%n";
        settings.forEach(line -> out.printf(format, line.setting(), line.value(), line.origin()));
        out.println();
        out.println("Checks");
        findings.forEach(finding ->
                out.printf("  %-7s %-9s %s%n", finding.verdict().word(), finding.subject(), finding.detail()));
    }

    private static String asJson(List<Line> settings, List<Finding> findings) {
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("release", ThisRelease.read());
        root.put("settings", settings);
        root.put("checks", findings);
        try {
            return new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(root);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the report is plain records", e);
        }
    }
}
