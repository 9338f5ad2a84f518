package counterfoil.chaos;

import java.time.Duration;
import java.util.Random;

/**
 * The counts and rates of a run, each a system property {@code chaos.…} with a default that is small enough for every
 * build; the profile {@code chaos} sets what the goals ask for.
 */
final class Chaos {
    private static final long SEED = Long.getLong("chaos.seed", System.nanoTime() & 0xffff_ffffL);

    private Chaos() {}

    /** From which every choice of a run follows: {@code chaos.seed}, or one that the report names. */
    static long seed() {
        return SEED;
    }

    /** A generator for one part of a run, so that parts run alone choose as they do together. */
    static Random random(String part) {
        return new Random(SEED * 31 + part.hashCode());
    }

    /** Heap of a node, as {@code -Xmx} has it. */
    static String heap() {
        return System.getProperty("chaos.heap", "384m");
    }

    /** Highest compiler tier of a node: 1 starts sooner, 4 runs faster. */
    static int tier() {
        return Integer.getInteger("chaos.tier", 1);
    }

    /** Entities of a round under load. */
    static int entities() {
        return Integer.getInteger("chaos.entities", 60);
    }

    static int writesPerSecond() {
        return Integer.getInteger("chaos.writes.per.second", 60);
    }

    static int readsPerSecond() {
        return Integer.getInteger("chaos.reads.per.second", 120);
    }

    /** For how long nodes that have just started take half of the load before the first fault. */
    static int warmUpSeconds() {
        return Integer.getInteger("chaos.warm.up.seconds", 0);
    }

    /** Fewest writes of a round; a round goes on after its fault until it has so many. */
    static int writes() {
        return Integer.getInteger("chaos.writes", 1_000);
    }

    /** Entities and operations of the check for linearizability. */
    static int hotEntities() {
        return Integer.getInteger("chaos.hot.entities", 50);
    }

    static int hotOperations() {
        return Integer.getInteger("chaos.hot.operations", 5_000);
    }

    /** By what factor goals in time are widened: other builds may share the machine. */
    static double slack() {
        return Double.parseDouble(System.getProperty("chaos.slack", "4"));
    }

    /** How long a client goes on with one operation. */
    static Duration budget() {
        return Duration.ofSeconds(Integer.getInteger("chaos.budget.seconds", 30));
    }

    /** How late an answer may be: the deadline and a second for the way, or more where the machine is shared. */
    static Duration latest() {
        return Duration.ofMillis(Math.round(deadline().toMillis() * Math.min(2, slack())))
                .plusSeconds(1);
    }

    /** The deadline that nodes are given for every request. */
    static Duration deadline() {
        return Duration.ofSeconds(5);
    }
}
