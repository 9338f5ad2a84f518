package counterfoil.http.docs;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import counterfoil.http.Access;
import counterfoil.http.Answer;
import counterfoil.http.Problems;
import counterfoil.http.Route;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.jspecify.annotations.Nullable;

/**
 * Serves the contract as JSON, Swagger UI and ReDoc. The pages load nothing from elsewhere. Only the files named here are
 * served: what a client asks for is never looked up in a folder.
 */
public final class DocsRoutes {
    /** Where the contract lies on the class path. */
    public static final String CONTRACT = "/openapi.yaml";

    private static final String WEBJARS = "/META-INF/resources/webjars/";
    private static final ContentType HTML = ContentTypes.parse("text/html; charset=UTF-8");
    private static final ContentType SCRIPT = ContentTypes.parse("text/javascript; charset=UTF-8");
    private static final ContentType STYLE = ContentTypes.parse("text/css; charset=UTF-8");

    private final Map<String, Answer> files;

    /** Loads the files once. */
    public DocsRoutes() {
        this.files = Map.of(
                "swagger-ui.css",
                file(STYLE, WEBJARS + "swagger-ui/5.21.0/swagger-ui.css"),
                "swagger-ui-bundle.js",
                file(SCRIPT, WEBJARS + "swagger-ui/5.21.0/swagger-ui-bundle.js"),
                "swagger-start.js",
                file(SCRIPT, "/docs/swagger-start.js"),
                "redoc.standalone.js",
                file(SCRIPT, WEBJARS + "redoc/2.1.5/redoc.standalone.js"),
                "redoc-start.js",
                file(SCRIPT, "/docs/redoc-start.js"),
                "page.css",
                file(STYLE, "/docs/page.css"));
    }

    /** The routes. */
    public List<Route> routes() {
        Answer contract = Answer.of(200, ContentTypes.APPLICATION_JSON, contractAsJson(), Answer.Policy.PUBLIC_JSON);
        Answer toDocs = Answer.empty(302).withHeader("Location", "/api/docs");
        return List.of(
                get("/", toDocs),
                get("/api/openapi.json", contract),
                get("/api/docs", page("/docs/swagger.html", Answer.Policy.PAGE)),
                get("/api/redoc", page("/docs/redoc.html", Answer.Policy.PAGE_WITH_INLINE_STYLE)),
                new Route(
                        "GET",
                        "/api/docs/{file}",
                        Access.OPEN,
                        Set.of(),
                        call -> CompletableFuture.completedFuture(
                                found(files.get(call.path().getFirst())))));
    }

    private static Route get(String path, Answer answer) {
        return new Route("GET", path, Access.OPEN, Set.of(), call -> CompletableFuture.completedFuture(answer));
    }

    private static Answer found(@Nullable Answer file) {
        if (file == null) {
            throw Problems.unknownPath().refuse();
        }
        return file;
    }

    private static Answer file(ContentType type, String resource) {
        return Answer.of(200, type, bytes(resource), Answer.Policy.PAGE);
    }

    private static Answer page(String resource, Answer.Policy policy) {
        return Answer.of(200, HTML, bytes(resource), policy);
    }

    private static byte[] contractAsJson() {
        try {
            return new ObjectMapper().writeValueAsBytes(new YAMLMapper().readTree(bytes(CONTRACT)));
        } catch (IOException broken) {
            throw new UncheckedIOException("the contract is not YAML", broken);
        }
    }

    private static byte[] bytes(String resource) {
        try (InputStream in = DocsRoutes.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("missing from the class path: " + resource);
            }
            return in.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot be read from the class path: " + resource, unreadable);
        }
    }
}
