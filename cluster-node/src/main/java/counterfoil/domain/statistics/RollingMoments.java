package counterfoil.domain.statistics;

/**
 * Means, sums of squared deviations and of their products of the last n pairs, in one pass and at the same cost for each n.
 *
 * <p>The pairs are cut into blocks of n, so that a window is always the end of the block before and the beginning of the
 * current one (Tangwongsan, Hirzel, Schneider and Wu, VLDB 2015). The beginning grows pair by pair by Welford's recurrence
 * (Technometrics 4, 1962); when a block is full, the aggregates of all its ends are made from its last pair backwards; two
 * parts are joined by the formula of Chan, Golub and LeVeque (American Statistician 37, 1983). Nothing is subtracted
 * that left the window, so no rounding error of it stays, and equal values have squares of exactly 0.
 */
final class RollingMoments {
    private final int length;
    private final double[] x;
    private final double[] y;
    private final Part[] tails;
    private Part head = Part.EMPTY;
    private Part window = Part.EMPTY;
    private int next;
    private boolean isFull;

    /** The aggregate of some pairs. */
    private record Part(int count, double meanX, double meanY, double squaresX, double squaresY, double products) {
        static final Part EMPTY = new Part(0, 0, 0, 0, 0, 0);

        Part with(double x, double y) {
            if (count == 0) {
                return new Part(1, x, y, 0, 0, 0);
            }
            int n = count + 1;
            double dx = x - meanX;
            double dy = y - meanY;
            double newX = meanX + dx / n;
            double newY = meanY + dy / n;
            return new Part(
                    n, newX, newY, squaresX + dx * (x - newX), squaresY + dy * (y - newY), products + dx * (y - newY));
        }

        Part join(Part other) {
            if (count == 0 || other.count == 0) {
                return count == 0 ? other : this;
            }
            double n = count + other.count;
            double dx = other.meanX - meanX;
            double dy = other.meanY - meanY;
            double weight = count * (other.count / n);
            return new Part(
                    count + other.count,
                    meanX + dx * other.count / n,
                    meanY + dy * other.count / n,
                    squaresX + other.squaresX + dx * dx * weight,
                    squaresY + other.squaresY + dy * dy * weight,
                    products + other.products + dx * dy * weight);
        }
    }

    RollingMoments(int length) {
        this.length = length;
        this.x = new double[length];
        this.y = new double[length];
        this.tails = new Part[length];
    }

    /** Takes the next pair; tells whether the window is full. */
    boolean add(double nextX, double nextY) {
        x[next] = nextX;
        y[next] = nextY;
        head = head.with(nextX, nextY);
        next++;
        if (next < length) {
            window = isFull ? tails[next].join(head) : head;
            return isFull;
        }
        Part tail = Part.EMPTY;
        for (int i = length - 1; i >= 0; i--) {
            tail = tail.with(x[i], y[i]);
            tails[i] = tail;
        }
        window = tail;
        head = Part.EMPTY;
        next = 0;
        isFull = true;
        return true;
    }

    double mean() {
        return window.meanX;
    }

    /** Sample standard deviation of the first of each pair; exactly 0 where they do not vary but by rounding. */
    double deviation() {
        return deviation(window.squaresX, window.meanX);
    }

    private double deviation(double squares, double mean) {
        double deviation = Math.sqrt(squares / (length - 1));
        return deviation <= Returns.noise(Math.abs(mean)) ? 0 : deviation;
    }

    /** Slope of the first of each pair on the second; NaN where the second do not vary. */
    double slope() {
        return deviation(window.squaresY, window.meanY) == 0 ? Double.NaN : window.products / window.squaresY;
    }
}
