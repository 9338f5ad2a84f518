package counterfoil.http.live;

import counterfoil.http.Answer;
import counterfoil.http.ApiContext;
import counterfoil.http.Call;
import counterfoil.http.Problem;
import counterfoil.http.stock.LiveStocks;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.AttributeKeys;
import org.apache.pekko.stream.javadsl.Flow;

/**
 * Decides whether a request becomes a WebSocket. All that can be refused is refused here, before the upgrade, by an
 * ordinary problem.
 */
final class Handshake {
    /** What RFC 6455 section 1.3 appends to a client's key. */
    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    private final ApiContext context;
    private final Tickets tickets;
    private final LiveStocks stocks;

    Handshake(ApiContext context, Tickets tickets, LiveStocks stocks) {
        this.context = context;
        this.tickets = tickets;
        this.stocks = stocks;
    }

    CompletionStage<Answer> answer(Call call) {
        if (call.query().get("token") != null || call.query().get("access_token") != null) {
            throw Problem.of(
                            400,
                            "token-in-url",
                            "A token does not belong into a URL, which others log",
                            "send {\"action\":\"auth\",\"token\":…} as the first message, or use a ticket")
                    .refuse();
        }
        requireOrigin(call);
        String key = call.header("sec-websocket-key");
        if (key == null
                || call.request().getAttribute(AttributeKeys.webSocketUpgrade).isEmpty()) {
            throw Problem.of(
                            426,
                            "websocket-expected",
                            "Only a WebSocket can be opened here",
                            "connect with Upgrade: websocket, version 13")
                    .refuse();
        }
        LiveHub hub = context.live();
        if (!hub.hasRoom()) {
            throw tooManyClients().refuse();
        }
        String ticket = call.query().get("ticket");
        return ticket == null
                ? CompletableFuture.completedFuture(upgrade(key, false))
                : tickets.redeem(ticket, call.deadline()).thenApply(principal -> upgrade(key, true));
    }

    /** As many clients as the node may have. */
    static Problem tooManyClients() {
        return Problem.of(
                503,
                "too-many-clients",
                "This node has as many streams as it may, or is about to end",
                "connect to another node, or try again shortly");
    }

    private Answer upgrade(String key, boolean hasTicket) {
        SocketStage stage = new SocketStage(context.live(), stocks, context.adminToken(), hasTicket);
        return Answer.upgrade(Flow.fromGraph(stage))
                .withHeader("Upgrade", "websocket")
                .withHeader("Sec-WebSocket-Accept", accept(key));
    }

    /** A browser tells where a page came from; only our own pages and those that the operator named may connect. */
    private void requireOrigin(Call call) {
        String origin = call.header("origin");
        if (origin == null) {
            return;
        }
        String asked = origin.toLowerCase(Locale.ROOT);
        String host = call.header("host");
        boolean isOwn = host != null
                && (asked.equals("http://" + host.toLowerCase(Locale.ROOT))
                        || asked.equals("https://" + host.toLowerCase(Locale.ROOT)));
        if (!isOwn && !context.live().settings().allowedOrigins().contains(asked)) {
            throw Problem.of(
                            403,
                            "origin-not-allowed",
                            "Pages of this origin may not connect",
                            "an operator can allow it by counterfoil.live.allowed-origins")
                    .refuse();
        }
    }

    private static String accept(String key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1").digest((key + GUID).getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException absent) {
            throw new IllegalStateException("this Java platform lacks SHA-1", absent);
        }
    }
}
