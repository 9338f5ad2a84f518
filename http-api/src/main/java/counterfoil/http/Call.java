package counterfoil.http;

import java.util.List;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.jspecify.annotations.Nullable;

/**
 * A request that found its route and may use it.
 *
 * @param request as it came
 * @param requestId under which it is found again
 * @param principal who calls, under a pseudonymous name
 * @param path the path's parameters, decoded, in the order of the route's template
 * @param query the query's parameters
 * @param body what the client sends along
 * @param deadline by when it is answered
 */
public record Call(
        HttpRequest request,
        String requestId,
        String principal,
        List<String> path,
        Query query,
        Body body,
        Deadline deadline) {
    /** The value of a header by its name in lower case; null when the client sent none. */
    public @Nullable String header(String lowerCaseName) {
        for (HttpHeader header : request.getHeaders()) {
            if (header.is(lowerCaseName)) {
                return header.value();
            }
        }
        return null;
    }
}
