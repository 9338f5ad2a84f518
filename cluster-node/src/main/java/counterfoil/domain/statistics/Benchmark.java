package counterfoil.domain.statistics;

import counterfoil.market.Closes;

/** What an instrument is compared with. */
public sealed interface Benchmark {

    /** Closes in the currency of the instrument's. */
    record Given(Closes closes) implements Benchmark {}

    /** Nothing, and why. */
    record None(Undefined reason) implements Benchmark {}
}
