package counterfoil.http.stock;

import counterfoil.http.RefusalProblem;
import counterfoil.protocol.stock.StockView;

/** What a stock answered, as the kind of view that the question names. */
final class StockViews {
    private StockViews() {}

    /**
     * The view itself.
     *
     * @throws counterfoil.http.Problem.Refused if the stock refused
     * @throws IllegalStateException if it is of another kind
     */
    static <V extends StockView> V expect(Class<V> kind, StockView view) {
        if (view instanceof StockView.Refused refused) {
            throw RefusalProblem.of(refused.refusal()).refuse();
        }
        if (!kind.isInstance(view)) {
            throw new IllegalStateException(
                    "a stock answered " + view.getClass().getSimpleName() + " for " + kind.getSimpleName());
        }
        return kind.cast(view);
    }
}
