package counterfoil.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MalformedHttpTest {
    private static final String BARS = "/api/v1/admin/stocks/AAPL.XNAS/bars";
    private static final int TEN_MIB = 10 * 1024 * 1024;

    private final TestApi api = TestApi.shared();

    @Test
    void aLengthBesideChunksIsMalformed() throws IOException {
        String answer = api.raw(head("POST " + BARS, "Content-Length: 5", "Transfer-Encoding: chunked")
                + "0\r\n\r\nGET /api/v1/version HTTP/1.1\r\nHost: x\r\n\r\n");

        assertProblem(answer, 400, "malformed-request");
        assertThat(answer).containsOnlyOnce("HTTP/1.1");
    }

    @Test
    void twoLengthsAreMalformed() throws IOException {
        assertProblem(
                api.raw(head("POST " + BARS, "Content-Length: 5", "Content-Length: 6") + "12345"),
                400,
                "malformed-request");
    }

    @ParameterizedTest
    @CsvSource({
        "FOO / HTTP/1.1, 501, unknown-method",
        "GET / HTTP/3.0, 505, unsupported-http-version",
        "GET /%zz HTTP/1.1, 400, malformed-request",
        "GET /\u0001 HTTP/1.1, 400, malformed-request",
        "CONNECT example.org:443 HTTP/1.1, 400, malformed-request",
    })
    void aRequestLineThatIsNotUnderstoodIsAProblem(String line, int status, String code) throws IOException {
        assertProblem(api.raw(line + "\r\nHost: x\r\n\r\n"), status, code);
    }

    @Test
    void whatIsNoHttpAtAllIsAProblem() throws IOException {
        assertThat(api.raw("\u0016\u0003\u0001\u0002\u0000\r\n\r\n")).contains("HTTP/1.1 ", "application/problem+json");
    }

    @Test
    void aUrlOverEightKibIsTooLong() throws IOException {
        assertProblem(api.raw(head("GET /" + "a".repeat(8_200))), 414, "uri-too-long");
    }

    @Test
    void aHeaderOverSixteenKibIsTooLarge() throws IOException {
        assertProblem(api.raw(head("GET /", "X-Long: " + "a".repeat(17_000))), 431, "header-too-large");
    }

    @Test
    void overSixtyFourHeadersAreTooMany() throws IOException {
        String[] headers = new String[70];
        java.util.Arrays.setAll(headers, i -> "X-H" + i + ": v");

        assertProblem(api.raw(head("GET /", headers)), 400, "malformed-request");
    }

    @Test
    void aBodyOfTenMibIsReadAndOneByteMoreIsNot() {
        api.entities.own("AAPL.XNAS", Samples.APPLE_ID);

        assertThat(code(post(new byte[TEN_MIB]))).isEqualTo("malformed-json");
        assertThat(code(post(new byte[TEN_MIB + 1]))).isEqualTo("body-too-large");
    }

    private HttpResponse<String> post(byte[] body) {
        return api.send(api.request(BARS)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body)));
    }

    private static String code(HttpResponse<String> response) {
        return Contract.parse(response.body()).get("code").asText();
    }

    @Test
    void whoAsksForLeaveToSendTooMuchDoesNotGetIt() throws IOException {
        String answer = api.raw(head(
                "POST " + BARS,
                "Content-Length: " + (TEN_MIB + 1),
                "Expect: 100-continue",
                "Content-Type: application/json"));

        assertProblem(answer, 413, "body-too-large");
    }

    @Test
    void chunksWithoutEndAreCutOffAtTheLimit() throws IOException {
        byte[] chunk = ("10000\r\n" + " ".repeat(0x10000) + "\r\n").getBytes(StandardCharsets.US_ASCII);
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), api.port())) {
            socket.setSoTimeout(5_000);
            OutputStream out = socket.getOutputStream();
            out.write(head("POST " + BARS, "Transfer-Encoding: chunked", "Content-Type: application/json")
                    .getBytes(StandardCharsets.US_ASCII));
            int sent = 0;
            try {
                // Twenty times the limit: far more than the sockets buffer.
                while (sent < 20 * TEN_MIB) {
                    out.write(chunk);
                    sent += 0x10000;
                }
            } catch (SocketException cut) {
                // That is what is wanted.
            }

            assertThat(sent).isLessThan(20 * TEN_MIB);
        }
    }

    @Test
    void aBodyThatDoesNotArriveEndsAtItsDeadline() throws IOException {
        String started = head(
                "POST /api/v1/admin/stocks/AAPL.XNAS/delist", "Content-Length: 100", "Content-Type: application/json");

        assertProblem(api.raw(started + "{"), 408, "request-too-slow");
    }

    @ParameterizedTest
    @CsvSource({
        "text/plain, , unsupported-media-type",
        "application/xml, , unsupported-media-type",
        "application/x-www-form-urlencoded, , unsupported-media-type",
        "application/json, gzip, unsupported-media-type",
        "text/csv; charset=utf-16, , unsupported-media-type",
        "application/json; charset=utf-8, , malformed-json",
        "application/json, identity, malformed-json",
    })
    void onlyPlainJsonAndCsvAreRead(String type, String encoding, String code) {
        HttpRequest.Builder request =
                api.request(BARS).header("Content-Type", type).POST(HttpRequest.BodyPublishers.ofString("{"));
        HttpResponse<String> response =
                api.send(encoding == null ? request : request.header("Content-Encoding", encoding));

        assertThat(code(response)).isEqualTo(code);
        assertThat(response.statusCode()).isEqualTo(code.equals("malformed-json") ? 400 : 415);
    }

    @Test
    void aBodyWithoutATypeIsNotGuessedAt() {
        HttpResponse<String> response = api.send(api.request(BARS).POST(HttpRequest.BodyPublishers.ofString("{}")));

        assertThat(response.statusCode()).isEqualTo(415);
    }

    private static String head(String start, String... headers) {
        StringBuilder head = new StringBuilder(start)
                .append(" HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ")
                .append(TestApi.TOKEN)
                .append("\r\n");
        for (String header : headers) {
            head.append(header).append("\r\n");
        }
        return head.append("\r\n").toString();
    }

    private static void assertProblem(String answer, int status, String code) {
        assertThat(answer)
                .startsWith("HTTP/1.1 " + status)
                .contains(
                        "X-Content-Type-Options: nosniff",
                        "Referrer-Policy: no-referrer",
                        "Content-Security-Policy: default-src 'none'",
                        "Cache-Control: no-store",
                        "Content-Type: application/problem+json")
                .doesNotContain("Server:");
        JsonNode problem = Contract.parse(answer.substring(answer.indexOf("\r\n\r\n")));
        assertThat(Contract.get().faults(Contract.get().document.at("/components/schemas/Problem"), problem))
                .isEmpty();
        assertThat(problem.get("status").asInt()).isEqualTo(status);
        assertThat(problem.get("code").asText()).isEqualTo(code);
        assertThat(answer).contains("X-Request-Id: " + problem.get("request_id").asText());
    }
}
