package counterfoil.node.stock;

import counterfoil.market.calendar.Calendars;

/**
 * Limits and bounds of a stock, and when its markets trade.
 *
 * @param maxBars most bars of one recorded timeframe, questioned ones not counted
 * @param maxQuestions most questions, settled ones counted
 * @param maxActions most corporate actions
 * @param maxImports most imports that brought something
 * @param jumpBound how far, as a fraction of the close before, a close may move unquestioned
 * @param snapshotEvery events between two snapshots
 * @param calendars of the markets that are known
 */
public record StockSettings(
        int maxBars,
        int maxQuestions,
        int maxActions,
        int maxImports,
        double jumpBound,
        int snapshotEvery,
        Calendars calendars) {
    /** Refuses limits below one, and a bound that is not a fraction. */
    public StockSettings {
        if (maxBars < 1 || maxQuestions < 1 || maxActions < 1 || maxImports < 1 || snapshotEvery < 1) {
            throw new IllegalArgumentException("limits of a stock must be positive");
        }
        if (!(jumpBound > 0 && jumpBound < 1)) {
            throw new IllegalArgumentException("jump bound must lie between 0 and 1: " + jumpBound);
        }
    }

    /** Limits and bounds of a stock none of whose markets has a calendar. */
    public StockSettings(
            int maxBars, int maxQuestions, int maxActions, int maxImports, double jumpBound, int snapshotEvery) {
        this(maxBars, maxQuestions, maxActions, maxImports, jumpBound, snapshotEvery, Calendars.NONE);
    }
}
