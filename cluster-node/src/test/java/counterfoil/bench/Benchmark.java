package counterfoil.bench;

/** One entry of {@link Bench}. */
interface Benchmark {

    /** Name on the command line. */
    String name();

    /** What is measured against what, in one line. */
    String meaning();

    /** Measures and prints; an exception ends the run as failed. */
    void run(Figures figures) throws Exception;
}
