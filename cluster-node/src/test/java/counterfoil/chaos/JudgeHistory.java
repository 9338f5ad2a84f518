package counterfoil.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import counterfoil.chaos.Operation.Append;
import counterfoil.chaos.Operation.Read;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** Judges a file of {@link History} again, without any node. */
public final class JudgeHistory {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<Operation> operations = new ArrayList<>();
    private final Map<String, List<Entry>> journal = new LinkedHashMap<>();

    private JudgeHistory() {}

    /**
     * Prints the verdict; exits with 1 when a rule is broken.
     *
     * @param args the file
     */
    public static void main(String[] args) throws IOException {
        Verdict verdict = judge(Path.of(args[0]));
        System.out.println(verdict);
        System.exit(verdict.isClean() ? 0 : 1);
    }

    static Verdict judge(Path file) throws IOException {
        JudgeHistory history = new JudgeHistory();
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                history.take(JSON.readTree(line));
            }
        }
        return Checker.check(history.operations, history.journal);
    }

    private void take(JsonNode line) {
        switch (line.path("type").asText()) {
            case "append" -> operations.add(append(line));
            case "read" -> operations.add(read(line));
            case "journal" -> journal.put(line.path("entity").asText(), entries(line));
            default -> {
                // Marks and invocations are for people.
                return;
            }
        }
    }

    private static Append append(JsonNode line) {
        return new Append(
                line.path("number").asInt(),
                line.path("entity").asText(),
                line.path("invoked").asLong(),
                line.path("returned").asLong(),
                Outcome.valueOf(line.path("outcome").asText()),
                List.of(),
                StreamSupport.stream(line.path("commands").spliterator(), false)
                        .map(JsonNode::asText)
                        .toList());
    }

    private static Read read(JsonNode line) {
        return new Read(
                line.path("number").asInt(),
                line.path("entity").asText(),
                line.path("invoked").asLong(),
                line.path("returned").asLong(),
                Outcome.valueOf(line.path("outcome").asText()),
                List.of(),
                StreamSupport.stream(line.path("seen").spliterator(), false)
                        .mapToInt(JsonNode::asInt)
                        .toArray(),
                line.path("last").asInt(),
                line.path("stale").asBoolean());
    }

    private static List<Entry> entries(JsonNode line) {
        return StreamSupport.stream(line.path("entries").spliterator(), false)
                .map(entry -> new Entry(
                        entry.path(0).asLong(),
                        entry.path(1).asInt(),
                        entry.path(2).asText(),
                        entry.path(3).asText()))
                .toList();
    }
}
