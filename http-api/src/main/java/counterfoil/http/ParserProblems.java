package counterfoil.http;

import org.apache.pekko.event.LoggingAdapter;
import org.apache.pekko.http.ParsingErrorHandler;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.scaladsl.model.ErrorInfo;
import org.apache.pekko.http.scaladsl.model.StatusCode;
import org.apache.pekko.http.scaladsl.settings.ServerSettings;

/**
 * Answers what is so malformed that there is no request, in the form of every other problem. The server finds it by the
 * name in {@code http-server.conf}.
 */
public final class ParserProblems extends ParsingErrorHandler {
    /** The one instance, where Scala keeps that of an object. */
    public static final ParserProblems MODULE$ = new ParserProblems();

    private ParserProblems() {}

    @Override
    public HttpResponse handle(StatusCode status, ErrorInfo error, LoggingAdapter log, ServerSettings settings) {
        String requestId = RequestIds.next();
        return Responses.of(ProblemJson.answer(problem(status.intValue()), requestId), requestId);
    }

    /** The parser's own words may quote the request, so they are not passed on. */
    private static Problem problem(int status) {
        return switch (status) {
            case 408 -> Problem.of(408, "request-too-slow", "The request did not arrive in time", null);
            case 411 -> Problem.of(411, "length-required", "The request must state its length", null);
            case 413 -> Problems.bodyTooLarge();
            case 414 -> Problem.of(414, "uri-too-long", "The URL is longer than 8 KiB", null);
            case 415 -> Problems.unsupportedMediaType("The Content-Type is malformed");
            case 417 -> Problem.of(417, "expectation-failed", "Only Expect: 100-continue is known", null);
            case 431 -> Problem.of(431, "header-too-large", "A header is longer than 16 KiB", null);
            case 501 -> Problem.of(501, "unknown-method", "The method is not known", null);
            case 505 -> Problem.of(505, "unsupported-http-version", "Only HTTP/1.0 and 1.1 are known", null);
            default -> Problem.of(400, "malformed-request", "The request is not well-formed HTTP", null);
        };
    }
}
