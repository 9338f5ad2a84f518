package counterfoil.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import counterfoil.chaos.Operation.Append;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A history that was kept can be judged again. */
class JudgeHistoryTest {
    @TempDir
    private Path folder;

    @Test
    void aKeptHistoryIsJudgedAsItWasAtFirst() throws Exception {
        InventedHistory invented = InventedHistory.of(new Random(4), 2_000, 5);
        assertThat(JudgeHistory.judge(kept("clean", invented.operations(), invented.journal())))
                .hasToString("clean, 2000 operations");

        Append victim = invented.operations().stream()
                .filter(operation -> operation instanceof Append && operation.isOk())
                .map(Append.class::cast)
                .findFirst()
                .orElseThrow();
        Map<String, List<Entry>> damaged = new HashMap<>(invented.journal());
        damaged.computeIfPresent(
                victim.entity(),
                (entity, order) -> order.stream()
                        .filter(entry -> entry.number() != victim.number())
                        .toList());
        Verdict before = Checker.check(invented.operations(), damaged);
        Verdict after = JudgeHistory.judge(kept("damaged", invented.operations(), damaged));
        assertThat(after.count(Rule.LOST)).isEqualTo(1);
        assertThat(after.counts()).isEqualTo(before.counts());
    }

    private Path kept(String name, List<Operation> operations, Map<String, List<Entry>> journal) throws Exception {
        Path file = folder.resolve(name + ".ndjson");
        try (History history = new History(file)) {
            history.mark("seed 4");
            operations.forEach(operation -> {
                history.begins(operation.number(), operation.entity(), operation.invoked());
                history.ended(operation);
            });
            history.order(journal);
        }
        return file;
    }
}
