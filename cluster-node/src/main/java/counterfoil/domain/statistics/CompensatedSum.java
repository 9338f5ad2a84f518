package counterfoil.domain.statistics;

/**
 * A sum with the rounding error of each addition kept beside it (Neumaier, Zeitschrift für Angewandte Mathematik und
 * Mechanik 54, 1974), so that its error does not grow with the number of values.
 */
final class CompensatedSum {
    private double sum;
    private double lost;

    void add(double value) {
        double next = sum + value;
        lost += Math.abs(sum) >= Math.abs(value) ? (sum - next) + value : (value - next) + sum;
        sum = next;
    }

    double value() {
        // The compensation of a sum that has overflown is NaN.
        return Double.isFinite(sum) ? sum + lost : sum;
    }
}
