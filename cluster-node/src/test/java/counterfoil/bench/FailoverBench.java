package counterfoil.bench;

import counterfoil.chaos.Failover;
import counterfoil.chaos.Failover.Death;
import java.util.List;

/** Three nodes under load: how long clients wait when one dies, and when one ends in good order. */
final class FailoverBench implements Benchmark {
    private static final int TIMES = Integer.getInteger("failover.times", 5);
    private static final long KILL_GOAL_MILLIS = 12_000;
    private static final long END_GOAL_MILLIS = 5_000;
    private static final long STREAM_GOAL_MILLIS = 2_000;
    private static final long OTHERS_GOAL_MILLIS = 500;

    @Override
    public String name() {
        return "failover";
    }

    @Override
    public String meaning() {
        return "three nodes, 100 writes/s and 200 reads/s: how long a killed and an ending node hold clients up";
    }

    @Override
    public void run(Figures figures) throws Exception {
        System.setProperty("chaos.heap", System.getProperty("chaos.heap", "1g"));
        System.setProperty("chaos.tier", System.getProperty("chaos.tier", "4"));
        System.setProperty("chaos.slack", System.getProperty("chaos.slack", "1"));
        try (Failover failover = Failover.start()) {
            List<Death> kills = failover.kills(TIMES, figures::line);
            List<Death> ends = failover.ends(TIMES, figures::line);
            print(figures, "kill -9, until its entities answer again, ms", kills, KILL_GOAL_MILLIS);
            print(figures, "SIGTERM, longest operation, ms", ends, END_GOAL_MILLIS);
        }
    }

    private static void print(Figures figures, String work, List<Death> deaths, long goalMillis) {
        figures.line("");
        figures.line(work + ": " + Failover.spread(deaths, Death::backMillis));
        figures.line("  other entities, p99, ms: " + Failover.spread(deaths, Death::othersP99Millis));
        figures.line("  other entities, failed: "
                + deaths.stream().mapToLong(Death::othersFailed).sum() + " of "
                + deaths.stream().mapToLong(Death::others).sum());
        figures.line("  longest silence of a stream elsewhere, ms: " + Failover.spread(deaths, Death::silenceMillis));
        figures.goal(
                "at most " + goalMillis + " ms", deaths.stream().allMatch(death -> death.backMillis() <= goalMillis));
        figures.goal(
                "p99 of other entities below " + OTHERS_GOAL_MILLIS + " ms",
                deaths.stream().allMatch(death -> death.othersP99Millis() < OTHERS_GOAL_MILLIS));
        figures.goal(
                "streams resume within " + STREAM_GOAL_MILLIS + " ms",
                deaths.stream().allMatch(death -> death.silenceMillis() <= STREAM_GOAL_MILLIS));
    }
}
