package counterfoil.http.live;

import counterfoil.http.Access;
import counterfoil.http.Answer;
import counterfoil.http.ApiContext;
import counterfoil.http.Ask;
import counterfoil.http.Call;
import counterfoil.http.Json;
import counterfoil.http.Route;
import counterfoil.http.stock.LiveStocks;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** The routes of live values: the WebSocket, its tickets, and server-sent events. */
public final class LiveRoutes {
    private final Tickets tickets;
    private final Handshake handshake;
    private final EventStreams events;

    /** Routes over the hub of this context. */
    public LiveRoutes(ApiContext context, Ask ask) {
        LiveStocks stocks = new LiveStocks(context, ask);
        this.tickets = new Tickets(context, ask);
        this.handshake = new Handshake(context, tickets, stocks);
        this.events = new EventStreams(context, stocks);
    }

    /** The routes. */
    public List<Route> routes() {
        return List.of(
                new Route(
                        "GET", "/api/v1/ws", Access.OPEN, Set.of("ticket", "token", "access_token"), handshake::answer),
                new Route("POST", "/api/v1/ws/ticket", Access.ADMIN_TOKEN, Set.of(), this::ticket),
                new Route(
                        "GET",
                        "/api/v1/stocks/stream",
                        Access.ADMIN_TOKEN,
                        Set.of("symbols", "resume_from"),
                        events::answer));
    }

    private CompletionStage<Answer> ticket(Call call) {
        return tickets.give(call.principal(), call.deadline())
                .thenApply(ticket -> Answer.json(200, Json.write(out -> {
                    out.writeStartObject();
                    out.writeStringField("ticket", ticket);
                    out.writeNumberField("expires_in", Tickets.LIFE.toSeconds());
                    out.writeEndObject();
                })));
    }
}
