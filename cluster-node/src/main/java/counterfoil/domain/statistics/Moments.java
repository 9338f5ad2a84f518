package counterfoil.domain.statistics;

/**
 * Mean, spread and shape of a sample, in two passes. The mean is the first value plus the mean distance from it, so equal
 * values have exactly their own value as mean and 0 as spread; the sum of squares is corrected by the sum of deviations
 * (Chan, Golub and LeVeque, American Statistician 37, 1983). A spread that the rounding of the prices alone can make
 * counts as 0: a ratio to it would be noise.
 */
final class Moments {
    private final double[] values;
    private final double mean;
    private final double deviation;

    private Moments(double[] values, double mean, double deviation) {
        this.values = values;
        this.mean = mean;
        this.deviation = deviation;
    }

    /** The moments of at least one value; the array is kept and must not change. */
    static Moments of(double[] values) {
        int n = values.length;
        CompensatedSum distances = new CompensatedSum();
        double largest = 0;
        for (double value : values) {
            distances.add(value - values[0]);
            largest = Math.max(largest, Math.abs(value));
        }
        double mean = values[0] + distances.value() / n;
        CompensatedSum squares = new CompensatedSum();
        CompensatedSum left = new CompensatedSum();
        for (double value : values) {
            double d = value - mean;
            squares.add(d * d);
            left.add(d);
        }
        double sum = squares.value() - left.value() * left.value() / n;
        double deviation = n < 2 ? 0 : Math.sqrt(Math.max(0, sum) / (n - 1));
        return new Moments(values, mean, deviation <= Returns.noise(largest) ? 0 : deviation);
    }

    int size() {
        return values.length;
    }

    double mean() {
        return mean;
    }

    /** Sample standard deviation, with divisor n − 1; exactly 0 where the values do not vary. */
    double deviation() {
        return deviation;
    }

    boolean isConstant() {
        return deviation == 0;
    }

    /** Skewness G1 of Joanes and Gill (The Statistician 47, 1998), for at least three values that vary. */
    double skewness() {
        double n = values.length;
        return n / ((n - 1) * (n - 2)) * standardized(3);
    }

    /** Excess kurtosis G2 of Joanes and Gill (1998), for at least four values that vary; 0 for a normal distribution. */
    double excessKurtosis() {
        double n = values.length;
        double scale = n * (n + 1) / ((n - 1) * (n - 2) * (n - 3));
        return scale * standardized(4) - 3 * (n - 1) * (n - 1) / ((n - 2) * (n - 3));
    }

    private double standardized(int power) {
        CompensatedSum sum = new CompensatedSum();
        for (double value : values) {
            double z = (value - mean) / deviation;
            sum.add(power == 3 ? z * z * z : z * z * z * z);
        }
        return sum.value();
    }
}
