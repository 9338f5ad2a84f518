package counterfoil.bench;

import java.time.InstantSource;
import java.util.List;

/** Runs a benchmark by its name; without one it lists them. */
public final class Bench {

    private static final List<Benchmark> ALL = List.of(
            new IndicatorsBench(),
            new StatisticsBench(),
            new FailoverBench(),
            new IngestBench(),
            new PostBench(),
            new PriceBench(),
            new RecoveryBench(),
            new SealBench(),
            new ReplayBench(),
            new MemoryBench(),
            new VerifyBench(),
            new ProjectBench(),
            new FanoutBench());

    private Bench() {}

    /**
     * The entry that the launcher calls.
     *
     * @param args one name, or nothing for the list
     * @throws Exception what the benchmark fails with
     */
    public static void main(String[] args) throws Exception {
        Figures figures = new Figures(System.out, InstantSource.system());
        for (Benchmark benchmark : ALL) {
            if (args.length == 1 && benchmark.name().equals(args[0])) {
                figures.heading(benchmark);
                benchmark.run(figures);
                return;
            }
        }
        boolean asked = args.length == 0 || List.of("help", "--help", "-h").contains(args[0]);
        (asked ? System.out : System.err).print(usage());
        if (!asked) {
            System.exit(2);
        }
    }

    private static String usage() {
        StringBuilder text = new StringBuilder("usage: ./counterfoil bench NAME, where NAME is one of\n");
        ALL.forEach(benchmark -> text.append("  %-12s %s%n".formatted(benchmark.name(), benchmark.meaning())));
        return text.toString();
    }
}
