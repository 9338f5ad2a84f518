package counterfoil.http;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * One line per request, writes at INFO and reads at DEBUG, and one with its cause for a fault of ours. A line holds the
 * route's template and never a word that the client chose, except a request id of harmless characters.
 */
final class RequestLog {
    private static final Logger LOG = LoggerFactory.getLogger("counterfoil.http.request");
    private static final String REQUEST_ID = "request_id";
    private static final long NANOS_PER_MICRO = 1_000;

    private RequestLog() {}

    static void write(String method, RouteTable.@Nullable Match match, String requestId, int status, long nanos) {
        boolean reads = method.equals("GET");
        if (reads && !LOG.isDebugEnabled()) {
            return;
        }
        Route route = match == null ? null : match.methods().get(method);
        String template = route == null ? "(no route)" : route.template();
        MDC.put(REQUEST_ID, requestId);
        String line = "{} {} {} in {} µs";
        Object[] values = {method, template, status, nanos / NANOS_PER_MICRO};
        if (reads) {
            LOG.debug(line, values);
        } else {
            LOG.info(line, values);
        }
        MDC.remove(REQUEST_ID);
    }

    static void failed(String requestId, Throwable cause) {
        MDC.put(REQUEST_ID, requestId);
        LOG.error("a request failed", cause);
        MDC.remove(REQUEST_ID);
    }
}
