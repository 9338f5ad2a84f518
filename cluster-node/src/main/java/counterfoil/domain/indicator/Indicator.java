package counterfoil.domain.indicator;

/**
 * An updater that has seen some bars and takes the next ones. It allocates nothing per bar, its memory depends on its
 * periods only, and it is not safe for use by two threads.
 *
 * <p>It takes many bars per call because a loop inside of one updater runs about twice as fast as a call through this
 * interface for each bar.
 */
public interface Indicator {

    /**
     * Number of values per bar.
     *
     * @return at least 1
     */
    int lines();

    /**
     * Index of the first bar at which a line can have a value, counted from 0 at the first bar this updater was given.
     *
     * @param line from 0 to {@code lines() - 1}
     * @return the length of the line's warm-up in bars
     */
    int firstValueAt(int line);

    /**
     * Takes the next bars, those from {@code from} (inclusive) to {@code to} (exclusive), and writes the values of line
     * {@code k} to {@code out[k][at]} and the places behind it; NaN before the warm-up is over. How the bars are split
     * over calls changes no value.
     *
     * @param bars columns that hold the next bars; one bar alone is as good as thousands
     * @param from position of the first bar to take
     * @param to position behind the last bar to take
     * @param out one array per line
     * @param at position of the first value in each of them
     */
    void update(BarColumns bars, int from, int to, double[][] out, int at);

    /**
     * Names every number that bars have changed; see {@link StateCells}. Called between two updates.
     *
     * @param cells writes the numbers or gives those to go on with
     */
    void state(StateCells cells);
}
