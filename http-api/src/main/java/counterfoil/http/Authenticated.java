package counterfoil.http;

import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;

/** Finds out who calls. */
final class Authenticated {
    /** Whoever shows the admin token. */
    static final String ADMIN_TOKEN = "admin-token";

    /** Whoever uses an open route. */
    static final String ANYBODY = "anybody";

    private static final String SCHEME = "Bearer ";

    private final AdminToken token;

    Authenticated(AdminToken token) {
        this.token = token;
    }

    /**
     * The principal who may use a route of the given access.
     *
     * @throws Problem.Refused with 401 if nobody may
     */
    String principal(Access access, HttpRequest request) {
        return switch (access) {
            case OPEN -> ANYBODY;
            case ADMIN_TOKEN -> {
                if (!showsToken(request)) {
                    throw Problems.unauthenticated().refuse();
                }
                yield ADMIN_TOKEN;
            }
        };
    }

    /** RFC 7235 gives the scheme's name without regard to case. */
    private boolean showsToken(HttpRequest request) {
        for (HttpHeader header : request.getHeaders()) {
            if (header.is("authorization")) {
                String value = header.value();
                return value.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                        && token.matches(value.substring(SCHEME.length()).strip());
            }
        }
        return false;
    }
}
