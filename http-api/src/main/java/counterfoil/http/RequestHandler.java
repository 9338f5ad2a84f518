package counterfoil.http;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.japi.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The way of every request: find its route, see who calls, see whether the node may answer now, let the route answer, see
 * whether the answer may leave, and turn whatever went wrong into a problem.
 */
final class RequestHandler implements Function<HttpRequest, CompletionStage<HttpResponse>> {
    private static final long serialVersionUID = 1;
    private static final int SERVER_FAULT = 500;

    private final transient ApiContext context;
    private final transient RouteTable table;
    private final transient Authenticated authenticated;
    private final transient Admission admission;

    RequestHandler(ApiContext context, RouteTable table) {
        this.context = context;
        this.table = table;
        this.authenticated = new Authenticated(context.adminToken());
        this.admission = new Admission(context.pulse(), context.settings().mostInFlight());
    }

    @Override
    public CompletionStage<HttpResponse> apply(HttpRequest request) {
        long start = System.nanoTime();
        String requestId = RequestIds.of(request);
        Body body = new Body(request, context.system());
        RouteTable.Match match = table.match(request.getUri().asScala().path());
        return answer(request, match, requestId, body).handle((answered, failure) -> {
            body.discardUnlessTaken();
            Answer answer = failure == null ? answered : answerTo(failure, requestId);
            ended(request.method().value(), match, requestId, answer.status(), System.nanoTime() - start);
            return Responses.of(answer, requestId);
        });
    }

    private void ended(String method, RouteTable.@Nullable Match match, String requestId, int status, long nanos) {
        Route route = match == null ? null : match.methods().get(method);
        context.meters()
                .answered(
                        route == null ? "other" : route.method(),
                        route == null ? "none" : route.template(),
                        status,
                        nanos);
        RequestLog.write(method, match, requestId, status, nanos);
    }

    private CompletionStage<Answer> answer(
            HttpRequest request, RouteTable.@Nullable Match match, String requestId, Body body) {
        try {
            if (match == null) {
                throw Problems.unknownPath().refuse();
            }
            Route route = match.methods().get(request.method().value());
            if (route == null) {
                return CompletableFuture.completedFuture(wrongMethod(match.allowed(), requestId));
            }
            String principal = authenticated.principal(route.access(), request);
            Query query = request.getUri()
                    .rawQueryString()
                    .map(raw -> Query.parse(raw, route.parameters()))
                    .orElse(Query.EMPTY);
            Deadline deadline = Deadline.in(context.settings().deadline());
            Call call = new Call(request, requestId, principal, match.parameters(), query, body, deadline);
            return Admission.isFree(route) ? route.handler().handle(call) : admitted(route, call);
        } catch (RuntimeException failure) {
            return CompletableFuture.failedFuture(failure);
        }
    }

    private CompletionStage<Answer> admitted(Route route, Call call) {
        long stretch = admission.enter();
        return handle(route, call).handle((answered, failure) -> {
            Answer answer = failure == null ? answered : answerTo(failure, call.requestId());
            Problem instead = admission.leave(stretch, !route.method().equals("GET"));
            return instead == null || answer.status() >= SERVER_FAULT
                    ? answer
                    : ProblemJson.answer(instead, call.requestId());
        });
    }

    private static CompletionStage<Answer> handle(Route route, Call call) {
        try {
            return route.handler().handle(call);
        } catch (RuntimeException failure) {
            return CompletableFuture.failedFuture(failure);
        }
    }

    private static Answer wrongMethod(String allowed, String requestId) {
        Problem problem =
                Problem.of(405, "method-not-allowed", "The method is not allowed here", "allowed: " + allowed);
        return ProblemJson.answer(problem, requestId).withHeader("Allow", allowed);
    }

    private static Answer answerTo(Throwable failure, String requestId) {
        Throwable cause = Failures.unwrap(failure);
        if (cause instanceof Problem.Refused refused) {
            return ProblemJson.answer(refused.problem(), requestId);
        }
        RequestLog.failed(requestId, cause);
        return ProblemJson.answer(Problems.internal(), requestId);
    }
}
