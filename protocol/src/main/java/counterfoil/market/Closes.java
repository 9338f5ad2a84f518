package counterfoil.market;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.List;

/**
 * Immutable closes of trading dates, oldest first, kept in columns. Its JSON form is columnar too, with dates in days since
 * 1970-01-01: {@code {"d":[…],"c":[…]}}.
 */
public final class Closes {
    /** No closes. */
    public static final Closes EMPTY = new Closes(new int[0], new double[0]);

    @JsonProperty("d")
    private final int[] day;

    @JsonProperty("c")
    private final double[] close;

    /**
     * Takes ownership of the columns: the caller must not keep them.
     *
     * @param day days since 1970-01-01, increasing
     * @param close one per day
     * @throws IllegalArgumentException if the columns differ in length, days do not increase, or a close is not finite
     */
    @JsonCreator
    public Closes(@JsonProperty("d") int[] day, @JsonProperty("c") double[] close) {
        this.day = day;
        this.close = close;
        if (day.length != close.length) {
            throw new IllegalArgumentException(day.length + " days for " + close.length + " closes");
        }
        for (int i = 0; i < day.length; i++) {
            if (i > 0 && day[i] <= day[i - 1]) {
                throw new IllegalArgumentException("days of closes must increase: " + day[i - 1] + " then " + day[i]);
            }
            if (!Double.isFinite(close[i])) {
                throw new IllegalArgumentException("a close must be finite, on day " + day[i]);
            }
        }
    }

    /** The closes of parts that follow each other. */
    public static Closes joined(List<Closes> parts) {
        int size = parts.stream().mapToInt(Closes::size).sum();
        int[] days = new int[size];
        double[] closes = new double[size];
        int next = 0;
        for (Closes part : parts) {
            System.arraycopy(part.day, 0, days, next, part.size());
            System.arraycopy(part.close, 0, closes, next, part.size());
            next += part.size();
        }
        return new Closes(days, closes);
    }

    /** Number of closes. */
    public int size() {
        return day.length;
    }

    /** Date of close {@code i} in days since 1970-01-01. */
    public int day(int i) {
        return day[i];
    }

    /** Close {@code i}, in the currency of its instrument. */
    public double close(int i) {
        return close[i];
    }

    /** Index of the first close at or after a date; {@link #size()} when all are before it. */
    public int indexAtOrAfter(int onDay) {
        int found = Arrays.binarySearch(day, onDay);
        return found >= 0 ? found : -found - 1;
    }

    /** The closes from {@code from} to before {@code to}. */
    public Closes slice(int from, int to) {
        return new Closes(Arrays.copyOfRange(day, from, to), Arrays.copyOfRange(close, from, to));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Closes that && Arrays.equals(day, that.day) && Arrays.equals(close, that.close);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(day) + Arrays.hashCode(close);
    }

    @Override
    public String toString() {
        return size() + " closes";
    }
}
