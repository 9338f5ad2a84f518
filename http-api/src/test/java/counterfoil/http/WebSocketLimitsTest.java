package counterfoil.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Everything a client may do wrong has its answer or its close code. */
class WebSocketLimitsTest {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Duration SHORT = Duration.ofMillis(300);

    private LiveApi live = new LiveApi(LiveApi.settings());

    @AfterEach
    void end() {
        live.close();
    }

    private void restart(Duration authTimeout, Duration heartbeat, int mostClients, long factBytes) {
        live.close();
        live = new LiveApi(LiveApi.settings(authTimeout, heartbeat, mostClients, factBytes));
    }

    @Test
    void withoutATokenInTimeItIsClosed() {
        restart(SHORT, LONG, 10, 1 << 20);
        try (LiveClient client = LiveClient.connect(live)) {
            assertThat(client.next("error").path("code").asInt()).isEqualTo(404);
            assertThat(client.closeCode()).isEqualTo(1008);
        }
    }

    @Test
    void aWrongTokenEndsIt() {
        try (LiveClient client = LiveClient.connect(live)) {
            client.send("{\"action\":\"auth\",\"token\":\"wrong\"}");

            assertThat(client.next("error").path("code").asInt()).isEqualTo(402);
            assertThat(client.closeCode()).isEqualTo(1008);
        }
    }

    @Test
    void nothingIsToldBeforeTheToken() {
        try (LiveClient client = LiveClient.connect(live)) {
            client.subscribe("\"quotes\":[\"AAPL\"]");

            assertThat(client.next("error").path("code").asInt()).isEqualTo(401);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"token", "access_token"})
    void aTokenInTheUrlIsRefusedBeforeTheUpgrade(String name) throws IOException {
        assertRefused(handshake("?" + name + "=" + TestApi.TOKEN, ""), 400, "token-in-url");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example", "null", "https://app.example.evil", "http://app.example"})
    void aPageOfAnotherOriginIsRefused(String origin) throws IOException {
        assertRefused(handshake("", "Origin: " + origin + "\r\n"), 403, "origin-not-allowed");
    }

    @Test
    void anAllowedOriginAndOurOwnMayConnect() throws IOException {
        assertThat(handshake("", "Origin: https://app.example\r\n")).startsWith("HTTP/1.1 101 ");
        assertThat(handshake("", "Origin: http://127.0.0.1:" + live.port() + "\r\n"))
                .startsWith("HTTP/1.1 101 ");
    }

    @Test
    void theAnswerToTheHandshakeIsThatOfTheStandard() throws IOException {
        // RFC 6455 section 1.3: the key "dGhlIHNhbXBsZSBub25jZQ==" is answered with this.
        assertThat(handshake("", "")).contains("Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
    }

    @Test
    void aTicketOpensOneWebSocket() throws IOException {
        String ticket = ticket();
        try (LiveClient client = LiveClient.connect(live, "?ticket=" + ticket)) {
            assertThat(client.next("success").path("msg").asText()).isEqualTo("authenticated");
        }

        assertRefused(handshake("?ticket=" + ticket, ""), 401, "invalid-ticket");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "%2e%2e"})
    void aTicketThatNobodyGaveIsRefused(String ticket) throws IOException {
        assertRefused(handshake("?ticket=" + ticket, ""), 401, "invalid-ticket");
    }

    @Test
    void aTicketIsGoodForHalfAMinute() throws IOException {
        String ticket = ticket();
        try {
            live.api.now = TestApi.NOW.plusSeconds(30);
            assertRefused(handshake("?ticket=" + ticket, ""), 401, "invalid-ticket");
        } finally {
            live.api.now = TestApi.NOW;
        }
    }

    @Test
    void anOrdinaryRequestIsToldWhatIsExpected() {
        assertThat(live.api.send(live.api.anonymous("/api/v1/ws").GET()).statusCode())
                .isEqualTo(426);
    }

    @Test
    void subscriptionsAboveTheLimitAreRefusedAsAWhole() {
        try (LiveClient client = LiveClient.authenticated(live)) {
            List<String> many =
                    IntStream.range(0, 5_000).mapToObj(i -> "\"A" + i + "\"").toList();
            client.subscribe("\"quotes\":[" + String.join(",", many) + "]");
            assertThat(client.next("error").path("code").asInt()).isEqualTo(405);

            client.subscribe("\"quotes\":[\"AAPL\"]");
            assertThat(StreamSupport.stream(
                            client.next("subscription").path("quotes").spliterator(), false))
                    .hasSize(1);
        }
    }

    @Test
    void whatDoesNotExistYetIsRefusedByName() {
        try (LiveClient client = LiveClient.authenticated(live)) {
            client.subscribe("\"portfolios\":[{\"id\":\"p\"}],\"alerts\":true,\"recommendations\":true");

            for (String name : List.of("portfolios", "alerts", "recommendations")) {
                JsonNode error = client.next("error");
                assertThat(error.path("code").asInt()).isEqualTo(410);
                assertThat(error.path("asked").asText()).isEqualTo(name);
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"action\":\"dance\"} | 409",
                "{} | 409",
                "not json | 400",
                "[1] | 400",
                "{\"action\":\"subscribe\",\"quotes\":\"AAPL\"} | 400",
                "{\"action\":\"subscribe\",\"quotes\":[1]} | 400",
                "{\"action\":\"subscribe\",\"bars\":[{\"symbol\":\"AAPL\",\"resume_from\":-1}]} | 400",
                "{\"action\":\"subscribe\",\"bars\":[{\"symbol\":\"*\",\"resume_from\":7}]} | 400",
                "{\"action\":\"subscribe\",\"trades\":[\"AAPL\"]} | 400",
                "{\"action\":\"subscribe\",\"quotes\":[\"*\"]} | 411",
                "{\"action\":\"unsubscribe\",\"quotes\":[\"AAPL\"]} | 412",
                "{\"action\":\"auth\",\"token\":\"again\"} | 403"
            })
    void aMessageThatCannotBeFollowedIsAnError(String message, int code) {
        try (LiveClient client = LiveClient.authenticated(live)) {
            client.send(message);

            assertThat(client.next("error").path("code").asInt()).isEqualTo(code);
        }
    }

    @Test
    void aFrameAboveTheLimitIsClosed() throws IOException {
        try (Socket socket = open("")) {
            byte[] megabyte = new byte[1 << 20];
            socket.getOutputStream()
                    .write(new byte[] {(byte) 0x81, (byte) 0xff, 0, 0, 0, 0, 0, 0x10, 0, 0, 1, 2, 3, 4});
            socket.getOutputStream().write(megabyte);

            assertThat(closeCode(socket)).isEqualTo(1009);
        }
    }

    @Test
    void aBinaryFrameIsClosed() {
        try (LiveClient client = LiveClient.authenticated(live)) {
            client.socket().sendBinary(ByteBuffer.wrap(new byte[] {1}), true).join();

            assertThat(client.closeCode()).isEqualTo(1003);
        }
    }

    @Test
    void tooManyMessagesInASecondAreClosed() throws IOException {
        try (Socket socket = open("")) {
            byte[] ping = {(byte) 0x89, (byte) 0x80, 0, 0, 0, 0};
            for (int i = 0; i < 1_000; i++) {
                socket.getOutputStream().write(ping);
            }

            assertThat(closeCode(socket)).isEqualTo(1008);
        }
    }

    @Test
    void aPingIsAnsweredWithItsPayload() throws IOException {
        try (Socket socket = open("")) {
            socket.getOutputStream().write(new byte[] {(byte) 0x89, (byte) 0x82, 0, 0, 0, 0, 'h', 'i'});

            byte[] pong = frame(socket, 0xA);
            assertThat(new String(pong, StandardCharsets.US_ASCII)).isEqualTo("hi");
        }
    }

    @Test
    void aClientThatAnswersNoHeartbeatIsClosed() throws IOException {
        restart(LONG, Duration.ofMillis(100), 10, 1 << 20);
        try (Socket socket = open("")) {
            frame(socket, 0x9);

            assertThat(closeCode(socket)).isEqualTo(1008);
        }
    }

    @Test
    void aClientThatReadsNothingIsClosedWhenFactsPassIt() throws Exception {
        restart(LONG, LONG, 10, 1 << 20);
        try (Socket stalled = new Socket();
                LiveClient reading = LiveClient.authenticated(live)) {
            stalled.setReceiveBufferSize(4_096);
            open(stalled, "?ticket=" + ticket());
            send(stalled, "{\"action\":\"subscribe\",\"bars\":[\"*\"]}");
            assertThat(new String(frame(stalled, 0x1), StandardCharsets.UTF_8)).contains("connected");
            live.source.awaitFactsWanted();
            reading.subscribe("\"bars\":[\"*\"]");
            reading.next("subscription");

            long sealed = 0;
            while (live.hub.status().closedSlow() == 0 && sealed < 3_000) {
                live.source.seal(Samples.APPLE_ID, ++sealed, LiveApi.bars(100, 75));
                for (int i = 0; i < 100; i++) {
                    assertThat(reading.next("b").path("seq").asLong()).isEqualTo(sealed);
                }
            }

            assertThat(live.hub.status().closedSlow()).isEqualTo(1);
            // Now it reads: what was under way, and then the code.
            assertThat(closeCode(stalled)).isEqualTo(1013);
        }
    }

    @Test
    void aSlowReaderGetsTheNewestQuoteAndTheOthersAllOfThem() throws IOException {
        restart(LONG, LONG, 10, 1 << 20);
        int quotes = 60_000;
        try (Socket stalled = new Socket();
                LiveClient reading = LiveClient.authenticated(live)) {
            stalled.setReceiveBufferSize(4_096);
            open(stalled, "?ticket=" + ticket());
            send(stalled, "{\"action\":\"subscribe\",\"quotes\":[\"AAPL\"]}");
            String begun = "";
            while (!begun.contains("\"T\":\"s\"")) {
                begun = new String(frame(stalled, 0x1), StandardCharsets.UTF_8);
            }
            reading.subscribe("\"quotes\":[\"AAPL\"]");
            reading.next("subscription");
            reading.next("s");

            for (int i = 1; i <= quotes; i++) {
                live.quote(i, i);
                if (i % 1_000 == 0) {
                    long last = i;
                    reading.await(message -> message.path("seq").asLong() == last);
                }
            }
            assertThat(live.hub.status().conflated()).isZero();

            List<Long> received = numbersUpTo(stalled, quotes);
            assertThat(received).isSorted().doesNotHaveDuplicates();
            assertThat(received.getLast()).isEqualTo(quotes);
            assertThat(received.size() + live.hub.status().conflated()).isEqualTo(quotes);
            assertThat(live.hub.status().conflated()).isPositive();
        }
    }

    @Test
    void aNodeWithAsManyClientsAsItMayHaveRefusesMore() throws IOException {
        restart(LONG, LONG, 1, 1 << 20);
        try (LiveClient only = LiveClient.connect(live)) {
            assertRefused(handshake("", ""), 503, "too-many-clients");
            assertThat(live.hub.status().webSockets()).isEqualTo(1);
            only.send("{}");
        }
    }

    @Test
    void aNodeThatEndsSendsItsClientsElsewhere() throws Exception {
        try (LiveClient client = LiveClient.authenticated(live)) {
            var gone = live.hub.closeClients().toCompletableFuture();

            assertThat(client.closeCode()).isEqualTo(1001);
            gone.get(10, TimeUnit.SECONDS);
            assertRefused(handshake("", ""), 503, "too-many-clients");
        }
    }

    @Test
    void aClientThatClosesIsAnsweredAndForgotten() throws Exception {
        try (LiveClient client = LiveClient.authenticated(live)) {
            client.socket().sendClose(WebSocket.NORMAL_CLOSURE, "done").join();

            assertThat(client.closeCode()).isEqualTo(1000);
        }
        live.hub.closeClients().toCompletableFuture().get(10, TimeUnit.SECONDS);
        assertThat(live.hub.status().webSockets()).isZero();
    }

    private String ticket() {
        JsonNode answer = Contract.parse(live.api.post("/api/v1/ws/ticket", "").body());
        assertThat(answer.path("expires_in").asInt()).isEqualTo(30);
        return answer.path("ticket").asText();
    }

    private static void assertRefused(String answer, int status, String code) {
        assertThat(answer).startsWith("HTTP/1.1 " + status + " ").contains("\"code\":\"" + code + "\"");
    }

    /** Asks for an upgrade and returns the answer's beginning. */
    private String handshake(String query, String headers) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), live.port())) {
            socket.setSoTimeout(500);
            RawFrames.writeHandshake(socket, query, headers);
            return RawHttp.readAll(socket);
        }
    }

    private Socket open(String query) throws IOException {
        Socket socket = new Socket();
        open(socket, query);
        return socket;
    }

    private void open(Socket socket, String query) throws IOException {
        RawFrames.open(socket, live.port(), query);
    }

    private static void send(Socket socket, String text) throws IOException {
        RawFrames.sendText(socket, text);
    }

    private static byte[] frame(Socket socket, int opcode) throws IOException {
        return RawFrames.next(socket, opcode);
    }

    private static int closeCode(Socket socket) throws IOException {
        byte[] payload = frame(socket, 0x8);
        return (payload[0] & 0xFF) << 8 | (payload[1] & 0xFF);
    }

    /** The numbers of all quotes up to one. */
    private static List<Long> numbersUpTo(Socket socket, long last) throws IOException {
        List<Long> numbers = new ArrayList<>();
        while (numbers.isEmpty() || numbers.getLast() < last) {
            for (JsonNode message : Contract.parse(new String(frame(socket, 0x1), StandardCharsets.UTF_8))) {
                if (message.path("T").asText().equals("q")) {
                    numbers.add(message.path("seq").asLong());
                }
            }
        }
        return numbers;
    }
}
