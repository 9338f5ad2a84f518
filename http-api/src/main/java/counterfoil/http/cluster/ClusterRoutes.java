package counterfoil.http.cluster;

import counterfoil.http.Access;
import counterfoil.http.Answer;
import counterfoil.http.ApiContext;
import counterfoil.http.Call;
import counterfoil.http.Idempotency;
import counterfoil.http.Problem;
import counterfoil.http.Problems;
import counterfoil.http.Route;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;

/** What an operator asks of the cluster, by any node. */
public final class ClusterRoutes {
    /** A host name or address and a port; an IPv6 address stands in brackets. */
    private static final Pattern ADDRESS = Pattern.compile("[^/@\\s]{1,255}:[0-9]{1,5}");

    private final ApiContext context;

    /** Routes that ask the cluster of this context. */
    public ClusterRoutes(ApiContext context) {
        this.context = context;
    }

    /** The routes. */
    public List<Route> routes() {
        return List.of(
                new Route("GET", "/api/v1/health/cluster", Access.ADMIN_TOKEN, Set.of(), call -> health()),
                new Route("GET", "/api/v1/cluster/members", Access.ADMIN_TOKEN, Set.of(), call -> members()),
                new Route("GET", "/api/v1/cluster/shards", Access.ADMIN_TOKEN, Set.of(), this::shards),
                new Route(
                        "POST",
                        "/api/v1/cluster/members/{address}/leave",
                        Access.ADMIN_TOKEN,
                        Set.of("force"),
                        this::leave));
    }

    private CompletionStage<Answer> health() {
        return done(Answer.json(
                200,
                ClusterJson.health(
                        context.cluster().membership(), context.pulse().state())));
    }

    private CompletionStage<Answer> members() {
        return done(Answer.json(200, ClusterJson.members(context.cluster().membership())));
    }

    private CompletionStage<Answer> shards(Call call) {
        return context.cluster()
                .shards(call.deadline())
                .thenApply(types -> Answer.json(200, ClusterJson.shards(types)));
    }

    private CompletionStage<Answer> leave(Call call) {
        String address = call.path().getFirst();
        if (!ADDRESS.matcher(address).matches()) {
            throw unknownMember(address).refuse();
        }
        boolean force = force(call);
        if (!context.gate().isUp()) {
            throw Problems.databaseUnavailable().refuse();
        }
        Idempotency command = Idempotency.of(call, new byte[0]);
        return context.cluster()
                .leave(address, force, command.cause(context.clock(), null), call.deadline())
                .thenApply(outcome -> answer(outcome, address));
    }

    private static boolean force(Call call) {
        String force = call.query().get("force");
        if (force == null || force.equals("false")) {
            return false;
        }
        if (force.equals("true")) {
            return true;
        }
        throw Problems.invalidParameter("force", force, "must be true or false").refuse();
    }

    private static Answer answer(ClusterAccess.Leave outcome, String address) {
        return switch (outcome) {
            case LEAVING -> Answer.json(202, ClusterJson.leaving(address));
            case UNKNOWN -> throw unknownMember(address).refuse();
            case LAST ->
                throw unsafe("no other member could run the entities; stop the process of " + address
                                + " instead, or ask with force=true")
                        .refuse();
            case NO_MAJORITY ->
                throw unsafe("other members cannot be reached, and without " + address
                                + " those that can are no majority; wait until they are back, or ask with force=true")
                        .refuse();
            case UNREACHABLE ->
                throw unsafe(address + " cannot be reached, so it cannot hand its shards over;"
                                + " the split-brain resolver removes it unless it comes back")
                        .refuse();
            case UNANSWERED -> throw Problems.outcomeUnknown().refuse();
        };
    }

    private static Problem unknownMember(String address) {
        return Problem.of(404, "unknown-member", "There is no such member", "asked for " + Problems.shorten(address));
    }

    private static Problem unsafe(String detail) {
        return Problem.of(409, "leave-unsafe", "The member cannot leave safely", detail);
    }

    private static CompletionStage<Answer> done(Answer answer) {
        return CompletableFuture.completedFuture(answer);
    }
}
