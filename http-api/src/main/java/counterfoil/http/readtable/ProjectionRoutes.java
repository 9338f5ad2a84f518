package counterfoil.http.readtable;

import counterfoil.http.Access;
import counterfoil.http.Answer;
import counterfoil.http.ApiContext;
import counterfoil.http.Call;
import counterfoil.http.Json;
import counterfoil.http.Problem;
import counterfoil.http.Problems;
import counterfoil.http.Route;
import counterfoil.persistence.query.ReadSide.Wish;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** How the read tables are, and what an operator wants of them. */
public final class ProjectionRoutes {
    private static final String PROJECTIONS = "/api/v1/admin/projections";

    private final ApiContext context;

    /** Routes that ask the read tables of this context. */
    public ProjectionRoutes(ApiContext context) {
        this.context = context;
    }

    /** The routes. */
    public List<Route> routes() {
        List<Route> routes = new ArrayList<>();
        routes.add(new Route("GET", PROJECTIONS, Access.ADMIN_TOKEN, Set.of(), call -> list()));
        for (Wish wish : Wish.values()) {
            routes.add(new Route(
                    "POST",
                    PROJECTIONS + "/{projection}/" + code(wish),
                    Access.ADMIN_TOKEN,
                    Set.of(),
                    call -> tell(call, wish)));
        }
        return List.copyOf(routes);
    }

    private static String code(Wish wish) {
        return wish.name().toLowerCase(Locale.ROOT);
    }

    private CompletionStage<Answer> list() {
        return CompletableFuture.completedFuture(Answer.json(200, Json.write(out -> {
            out.writeStartObject();
            ProjectionJson.writeTables(out, "projections", context.reads().statuses());
            out.writeEndObject();
        })));
    }

    private CompletionStage<Answer> tell(Call call, Wish wish) {
        if (!call.body().isKnownEmpty()) {
            throw Problems.unsupportedMediaType("send no body").refuse();
        }
        String name = call.path().getFirst();
        if (!name.matches("[a-z][a-z0-9-]{0,63}")) {
            throw unknown(name).refuse();
        }
        return Asked.of(context, () -> context.reads().tell(name, wish, call.principal()))
                .thenApply(isKnown -> {
                    if (!isKnown) {
                        throw unknown(name).refuse();
                    }
                    return Answer.json(202, Json.write(out -> {
                        out.writeStartObject();
                        out.writeStringField("projection", name);
                        out.writeStringField("asked", code(wish));
                        out.writeEndObject();
                    }));
                });
    }

    private static Problem unknown(String name) {
        return Problem.of(
                404,
                "unknown-projection",
                "There is no such read table",
                "asked for " + Problems.shorten(name) + "; GET " + PROJECTIONS + " lists them");
    }
}
