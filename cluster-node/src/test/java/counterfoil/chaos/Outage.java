package counterfoil.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import counterfoil.chaos.Operation.Append;
import counterfoil.chaos.Operation.Read;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * How nodes behaved without their database.
 *
 * @param refusals writes sent while it was away, two seconds after it died or later
 * @param slowRefusals those that were not answered 503 with {@code Retry-After} within two seconds
 * @param reads reads begun then, of entities that had no write under way when it died
 * @param lostReads those that were not answered at once
 * @param freshReads those that were answered without saying that they may be old
 * @param resumedMillis from when it accepted connections again until the last write that had waited was answered
 */
record Outage(int refusals, List<String> slowRefusals, int reads, int lostReads, int freshReads, long resumedMillis) {
    private static final long NOTICED = TimeUnit.SECONDS.toNanos(2);
    private static final int SHOWN = 10;

    static Outage of(Result result, long killed, long accepts) {
        long from = killed + NOTICED;
        Set<String> writing = new HashSet<>();
        for (Operation operation : result.operations()) {
            if (operation instanceof Append && operation.invoked() < from && operation.returned() > killed) {
                writing.add(operation.entity());
            }
        }
        List<Attempt> refused = result.operations().stream()
                .filter(Append.class::isInstance)
                .flatMap(operation -> operation.attempts().stream())
                .filter(attempt -> attempt.begun() > from && attempt.ended() < accepts)
                .toList();
        List<String> slow = refused.stream()
                .filter(attempt -> attempt.status() != 503 || !attempt.advice() || attempt.nanos() > NOTICED)
                .map(Attempt::toString)
                .limit(SHOWN)
                .toList();
        List<Read> reads = result.between(from, accepts - TimeUnit.SECONDS.toNanos(1))
                .filter(operation -> operation instanceof Read && !writing.contains(operation.entity()))
                .map(Read.class::cast)
                .toList();
        int lost = (int) reads.stream()
                .filter(read -> !read.isOk() || read.attempts().size() > 1)
                .count();
        int fresh = (int)
                reads.stream().filter(read -> read.isOk() && !read.stale()).count();
        long resumed = result.operations().stream()
                .filter(operation -> operation instanceof Append && operation.invoked() < accepts)
                .mapToLong(Operation::returned)
                .max()
                .orElse(accepts);
        return new Outage(refused.size(), slow, reads.size(), lost, fresh, (resumed - accepts) / 1_000_000);
    }

    void requireGoals() {
        assertThat(refusals).as("writes sent while the database was away").isPositive();
        assertThat(slowRefusals).as("writes that were not refused at once").isEmpty();
        assertThat(reads).as("reads of entities without a write under way").isPositive();
        assertThat(lostReads)
                .as("of " + reads + " reads from memory, not answered at once")
                .isZero();
        assertThat(freshReads).as("reads that did not say stale").isZero();
        Report.atMost("until writes resumed", resumedMillis, 10_000);
    }

    @Override
    public String toString() {
        return "away: " + refusals + " writes refused, " + slowRefusals.size() + " not at once; " + reads
                + " reads from memory, " + lostReads + " not answered, " + freshReads
                + " not marked; writes resumed after "
                + resumedMillis + " ms";
    }
}
