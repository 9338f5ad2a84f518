package counterfoil.http.stock;

import counterfoil.http.Faults;
import counterfoil.http.Json;
import counterfoil.http.JsonObject;
import counterfoil.http.JsonShape;
import counterfoil.market.CorporateAction;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The corporate actions that {@code POST /admin/stocks/{id}/corporate-actions} brings.
 *
 * @param source who said so; {@code import} unless the body says otherwise
 * @param actions 1 to {@link #MAX_ACTIONS} actions in the order given, no two of one kind and ex-date
 * @param sha256 hash of the body's bytes, in hex
 */
public record CorporateActionsBody(String source, List<CorporateAction> actions, String sha256) {
    /** Most actions in one body. */
    public static final int MAX_ACTIONS = 1_000;

    /** Copies the actions in. */
    public CorporateActionsBody {
        actions = List.copyOf(actions);
    }

    /** Reads the body; all of it or nothing. */
    public static CorporateActionsBody parse(byte[] body) {
        JsonObject in = Json.object(body);
        Optional<String> source = in.optional("source", Source.SHAPE);
        Optional<List<CorporateAction>> actions =
                in.required("actions", JsonShape.listOf(ActionShape.ACTION, MAX_ACTIONS));
        in.end();
        in.faults().refuseIfAny();
        requireDistinct(actions.orElseThrow(), in.faults());
        return new CorporateActionsBody(source.orElse(Source.DEFAULT), actions.orElseThrow(), Sha256.hex(body));
    }

    private static void requireDistinct(List<CorporateAction> actions, Faults faults) {
        Map<String, Integer> indexById = new HashMap<>();
        for (int i = 0; i < actions.size(); i++) {
            String id = actions.get(i).actionId();
            Integer before = indexById.putIfAbsent(id, i);
            if (before != null) {
                faults.add("/actions/" + i, "duplicate: of the same kind and ex-date as /actions/" + before);
            }
        }
        faults.refuseIfAny();
    }
}
