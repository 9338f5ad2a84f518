package counterfoil.domain.statistics;

import org.jspecify.annotations.Nullable;

/**
 * How far an investment stood below its highest value so far, at its beginning and after each return: 0 or negative. A fall
 * begins below a peak and ends where that peak is reached again; the last one may be open.
 */
final class Drawdowns {
    private final double[] depth;
    private final Episode worst;
    private final double episodeDepths;
    private final int episodes;

    /**
     * A fall, as indexes of wealth.
     *
     * @param recovery where the peak was reached again; null while it was not
     */
    record Episode(int peak, int trough, @Nullable Integer recovery) {}

    private Drawdowns(double[] depth, Episode worst, double episodeDepths, int episodes) {
        this.depth = depth;
        this.worst = worst;
        this.episodeDepths = episodeDepths;
        this.episodes = episodes;
    }

    static Drawdowns of(Returns returns) {
        double[] depth = new double[returns.size() + 1];
        CompensatedSum depths = new CompensatedSum();
        int episodes = 0;
        int peak = 0;
        int trough = 0;
        Episode worst = new Episode(0, 0, 0);
        for (int i = 1; i <= depth.length; i++) {
            boolean ended = i == depth.length || returns.wealth(i) >= returns.wealth(peak);
            if (ended && trough != peak) {
                depths.add(depth[trough]);
                episodes++;
                if (depth[trough] < depth[worst.trough]) {
                    worst = new Episode(peak, trough, i == depth.length ? null : (Integer) i);
                }
            }
            if (i == depth.length) {
                break;
            }
            if (ended) {
                peak = i;
                trough = i;
            } else {
                depth[i] = Returns.change(returns.wealth(peak), returns.wealth(i));
                trough = depth[i] < depth[trough] ? i : trough;
            }
        }
        return new Drawdowns(depth, worst, depths.value(), episodes);
    }

    /** Depth before return {@code i}, and for the number of returns in the end. */
    double depth(int i) {
        return depth[i];
    }

    double deepest() {
        return depth[worst.trough];
    }

    double current() {
        return depth[depth.length - 1];
    }

    /** Whether no value lay below an earlier one. */
    boolean isEmpty() {
        return episodes == 0;
    }

    /** Mean of the deepest points of all falls; 0 without one. */
    double average() {
        return episodes == 0 ? 0 : episodeDepths / episodes;
    }

    /** Mean depth after each of at least one return, as a positive number. */
    double pain() {
        CompensatedSum sum = new CompensatedSum();
        for (int i = 1; i < depth.length; i++) {
            sum.add(-depth[i]);
        }
        return sum.value() / (depth.length - 1);
    }

    /** The deepest fall, the earliest of equal ones; of no length when nothing fell. */
    Episode worst() {
        return worst;
    }
}
