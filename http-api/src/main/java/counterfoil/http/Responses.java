package counterfoil.http;

import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.http.impl.engine.server.UpgradeToOtherProtocolResponseHeader;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.model.headers.Connection;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.util.ByteString;

/** Turns an answer into a response with the headers that every response has. */
final class Responses {
    private static final HttpHeader NO_SNIFF = RawHeader.create("X-Content-Type-Options", "nosniff");
    private static final HttpHeader NO_REFERRER = RawHeader.create("Referrer-Policy", "no-referrer");
    private static final String PAGE_SOURCES = "default-src 'none'; script-src 'self'; connect-src 'self';"
            + " img-src 'self' data:; font-src 'self' data:; worker-src 'self' blob:; base-uri 'none';"
            + " form-action 'none'; frame-ancestors 'none'; style-src 'self'";

    private static final List<HttpHeader> PRIVATE_JSON =
            common("default-src 'none'; frame-ancestors 'none'", "no-store");
    private static final List<HttpHeader> PUBLIC_JSON =
            common("default-src 'none'; frame-ancestors 'none'", "public, max-age=300");
    private static final List<HttpHeader> IMMUTABLE =
            common("default-src 'none'; frame-ancestors 'none'", "private, max-age=31536000, immutable");
    private static final List<HttpHeader> PAGE = common(PAGE_SOURCES, "public, max-age=300");
    private static final List<HttpHeader> PAGE_WITH_INLINE_STYLE =
            common(PAGE_SOURCES + " 'unsafe-inline'", "public, max-age=300");

    private Responses() {}

    private static List<HttpHeader> common(String contentSecurityPolicy, String cacheControl) {
        return List.of(
                NO_SNIFF,
                NO_REFERRER,
                RawHeader.create("Content-Security-Policy", contentSecurityPolicy),
                RawHeader.create("Cache-Control", cacheControl));
    }

    static HttpResponse of(Answer answer, String requestId) {
        List<HttpHeader> common = headersOf(answer.policy());
        List<HttpHeader> headers =
                new ArrayList<>(common.size() + 1 + answer.headers().size());
        headers.addAll(common);
        headers.add(RawHeader.create("X-Request-Id", requestId));
        headers.addAll(answer.headers());
        HttpResponse response = HttpResponse.create()
                .withStatus(StatusCodes.get(answer.status()))
                .withHeaders(headers);
        return switch (answer.content()) {
            case Answer.Content.Bytes body ->
                body.bytes().length == 0
                        ? response
                        : response.withEntity(
                                HttpEntities.create(answer.contentType(), ByteString.fromArrayUnsafe(body.bytes())));
            case Answer.Content.Flow flow ->
                response.withEntity(HttpEntities.createChunked(answer.contentType(), flow.bytes()));
            case Answer.Content.Upgrade upgrade ->
                response.addHeader(Connection.create("Upgrade"))
                        .addHeader(new UpgradeToOtherProtocolResponseHeader(upgrade.protocol()
                                .mapMaterializedValue(nothing -> (Object) nothing)
                                .asScala()));
        };
    }

    private static List<HttpHeader> headersOf(Answer.Policy policy) {
        return switch (policy) {
            case PRIVATE_JSON -> PRIVATE_JSON;
            case PUBLIC_JSON -> PUBLIC_JSON;
            case IMMUTABLE -> IMMUTABLE;
            case PAGE -> PAGE;
            case PAGE_WITH_INLINE_STYLE -> PAGE_WITH_INLINE_STYLE;
        };
    }
}
