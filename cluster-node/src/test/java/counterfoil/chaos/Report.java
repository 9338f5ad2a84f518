package counterfoil.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The lines of a run, printed together at its end, and what every round must keep. */
final class Report {
    private final List<String> lines = new ArrayList<>();
    private final ChaosCluster cluster;

    Report(ChaosCluster cluster) {
        this.cluster = cluster;
        System.out.println("chaos.seed=" + Chaos.seed());
    }

    /** Adds a round to the table and requires a clean verdict, enough writes, and an ending of every request. */
    void safe(Result result, String figures, Set<String> silenced) {
        add(result, figures);
        assertThat(result.verdict().isClean())
                .as(() -> result.name() + ", chaos.seed=" + Chaos.seed() + ": " + result.verdict() + "\n"
                        + cluster.logs())
                .isTrue();
        assertThat(Endings.faults(result, silenced))
                .as(() -> result.name() + ": requests that ended otherwise than they must\n" + cluster.logs())
                .isEmpty();
    }

    /** Adds a round to the table. */
    void add(Result result, String figures) {
        String line = result.line(figures);
        System.out.println(line);
        System.out.println("    " + result.slowest());
        lines.add(line);
    }

    /** Requires a figure below a bound, which builds on busy machines may widen. */
    static void atMost(String what, long millis, long goalMillis) {
        long bound = Math.round(goalMillis * Chaos.slack());
        assertThat(millis)
                .as(what + " took " + millis + " ms; the goal is " + goalMillis + " ms, here with slack "
                        + Chaos.slack())
                .isLessThanOrEqualTo(bound);
    }

    void print() {
        System.out.println(Result.heading());
        lines.forEach(System.out::println);
        System.out.println("nodes that ended by themselves: " + cluster.endedByThemselves());
    }
}
