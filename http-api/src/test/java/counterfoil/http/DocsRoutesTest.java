package counterfoil.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DocsRoutesTest {
    private static final Pattern LOADED = Pattern.compile("(?:src|href)=\"([^\"]+)\"");

    private final TestApi api = TestApi.shared();

    @ParameterizedTest
    @ValueSource(strings = {"/api/docs", "/api/redoc"})
    void aPageLoadsOnlyFilesThatAreServedHere(String path) {
        HttpResponse<String> page = api.send(api.anonymous(path));
        assertThat(page.statusCode()).isEqualTo(200);

        Matcher files = LOADED.matcher(page.body());
        int found = 0;
        while (files.find()) {
            found++;
            assertThat(files.group(1)).startsWith("/api/docs/");
            assertThat(api.send(api.anonymous(files.group(1))).statusCode()).isEqualTo(200);
        }
        assertThat(found).isGreaterThanOrEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/docs", "/api/redoc"})
    void aPageRunsNoScriptOfItsOwn(String path) {
        HttpResponse<String> page = api.send(api.anonymous(path));

        assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("script-src 'self';");
        assertThat(page.body()).doesNotContainPattern("<script>").doesNotContain("onload=", "style=");
    }

    @Test
    void theRootLeadsToTheDocumentation() {
        HttpResponse<String> response = api.send(api.anonymous("/"));

        assertThat(response.statusCode()).isEqualTo(302);
        assertThat(response.headers().firstValue("Location")).contains("/api/docs");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/docs/openapi.yaml", "/api/docs/index.html", "/api/docs/swagger-ui.css.map"})
    void noOtherFileIsServed(String path) {
        assertThat(api.send(api.anonymous(path)).statusCode()).isEqualTo(404);
    }
}
