package counterfoil.http.audit;

import static counterfoil.http.JsonShape.FLAG;
import static counterfoil.http.JsonShape.OBJECT;
import static counterfoil.http.JsonShape.TEXT;

import com.fasterxml.jackson.core.JsonGenerator;
import counterfoil.http.Access;
import counterfoil.http.AdminBody;
import counterfoil.http.Answer;
import counterfoil.http.ApiContext;
import counterfoil.http.Ask;
import counterfoil.http.Call;
import counterfoil.http.Idempotency;
import counterfoil.http.Json;
import counterfoil.http.JsonObject;
import counterfoil.http.PageToken;
import counterfoil.http.Problems;
import counterfoil.http.Reasons;
import counterfoil.http.RefusalProblem;
import counterfoil.http.Route;
import counterfoil.protocol.Cause;
import counterfoil.protocol.Enciphered;
import counterfoil.protocol.hold.Hold;
import counterfoil.protocol.hold.HoldCommand;
import counterfoil.protocol.hold.HoldKey;
import counterfoil.protocol.hold.HoldScope;
import counterfoil.protocol.hold.HoldView;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.pekko.actor.typed.ActorRef;
import org.jspecify.annotations.Nullable;

/** Legal holds: placed by one person, released by two. */
final class HoldRoutes {
    private static final String HOLDS = "/api/v1/audit/legal-holds";
    private static final String LIST = "legal-holds";
    private static final int MAX_REASON = 500;
    private static final Pattern HOLD_ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private final Ask ask;
    private final ReadRecords records;
    private final Reasons reasons;

    HoldRoutes(ApiContext context, Ask ask, ReadRecords records) {
        this.ask = ask;
        this.records = records;
        this.reasons = new Reasons(context);
    }

    List<Route> routes() {
        return List.of(
                new Route("POST", HOLDS, Access.ADMIN_TOKEN, Set.of(), this::place),
                new Route("GET", HOLDS, Access.ADMIN_TOKEN, Set.of("in_force", "limit", "page_token"), this::list),
                new Route("GET", HOLDS + "/{hold}", Access.ADMIN_TOKEN, Set.of(), this::get),
                new Route("DELETE", HOLDS + "/{hold}", Access.ADMIN_TOKEN, Set.of(), this::release));
    }

    private CompletionStage<Answer> place(Call call) {
        ask.requireWritable();
        return AdminBody.json(call).thenCompose(body -> {
            JsonObject in = Json.object(body);
            Optional<HoldScope> scope = in.required("scope", OBJECT).flatMap(HoldRoutes::scope);
            Optional<String> reason = in.required("reason", TEXT.to(HoldRoutes::checkedReason));
            in.end();
            in.faults().refuseIfAny();
            Idempotency identity = Idempotency.of(call, body);
            String holdId = identity.createdId();
            return reasons.cause(identity, reason.orElseThrow())
                    .thenCompose(cause ->
                            write(call, to -> new HoldCommand.PlaceHold(holdId, scope.orElseThrow(), cause, to)))
                    .thenCompose(kept -> answer(call, kept, kept.replayed() ? 200 : 201))
                    .thenApply(answer -> answer.withHeader("Location", HOLDS + "/" + holdId));
        });
    }

    /** Either {@code everything: true}, or {@code type} and {@code id} of an entity. */
    private static Optional<HoldScope> scope(JsonObject in) {
        Optional<Boolean> everything = in.optional("everything", FLAG);
        Optional<String> type = in.optional("type", TEXT);
        Optional<String> id = in.optional("id", TEXT);
        in.end();
        boolean all = everything.orElse(false);
        if (!in.faults().isEmpty() || all == (type.isPresent() || id.isPresent())) {
            in.faults().add(in.pointer(), "give everything: true, or type and id of an entity");
            return Optional.empty();
        }
        return in.faults().make(in.pointer(), () -> new HoldScope(type.orElse(null), id.orElse(null)));
    }

    private static String checkedReason(String reason) {
        if (reason.isBlank() || reason.length() > MAX_REASON) {
            throw new IllegalArgumentException("a reason has 1 to " + MAX_REASON + " characters");
        }
        return reason;
    }

    private CompletionStage<Answer> release(Call call) {
        ask.requireWritable();
        String holdId = holdId(call);
        return AdminBody.optionalJson(call).thenCompose(body -> {
            String reason = reason(body);
            return reasons.cause(Idempotency.of(call, body), reason)
                    .thenCompose(cause -> write(call, to -> new HoldCommand.ReleaseHold(holdId, cause, to)))
                    .thenCompose(kept -> answer(call, kept, kept.hold().isInForce() ? 202 : 200));
        });
    }

    private static @Nullable String reason(byte[] body) {
        if (body.length == 0) {
            return null;
        }
        JsonObject in = Json.object(body);
        Optional<String> reason = in.optional("reason", TEXT.to(HoldRoutes::checkedReason));
        in.end();
        in.faults().refuseIfAny();
        return reason.orElse(null);
    }

    private CompletionStage<Answer> get(Call call) {
        String holdId = holdId(call);
        return records.recorded(
                call,
                "legal-hold",
                Map.of("hold_id", holdId),
                () -> read(call, to -> new HoldCommand.GetHold(holdId, to))
                        .thenCompose(view -> answer(call, expect(HoldView.Kept.class, view), 200)));
    }

    private CompletionStage<Answer> list(Call call) {
        String inForce = call.query().get("in_force");
        if (inForce != null && !inForce.equals("true") && !inForce.equals("false")) {
            throw Problems.invalidParameter("in_force", inForce, "must be true or false")
                    .refuse();
        }
        boolean only = "true".equals(inForce);
        int limit = Math.min(call.query().limit(), HoldView.MAX_PAGE);
        String token = call.query().get("page_token");
        int after = token == null ? 0 : Math.toIntExact(PageToken.read(LIST, token));
        return records.recorded(
                call,
                "legal-holds",
                Map.of("in_force", Boolean.toString(only)),
                () -> read(call, to -> new HoldCommand.ListHolds(after, limit, only, to))
                        .thenCompose(view -> page(call, expect(HoldView.Page.class, view))));
    }

    private static String holdId(Call call) {
        String holdId = call.path().getFirst();
        if (!HOLD_ID.matcher(holdId).matches()) {
            throw RefusalProblem.unknownHold(holdId).refuse();
        }
        return holdId;
    }

    private CompletionStage<HoldView> read(Call call, Function<ActorRef<HoldView>, HoldCommand> command) {
        return ask.<HoldCommand, HoldView>read(HoldKey.TYPE, HoldKey.REGISTER, call.deadline(), command::apply);
    }

    private CompletionStage<HoldView.Kept> write(Call call, Function<ActorRef<HoldView>, HoldCommand> command) {
        return ask.<HoldCommand, HoldView>write(HoldKey.TYPE, HoldKey.REGISTER, call.deadline(), command::apply)
                .thenApply(view -> expect(HoldView.Kept.class, view));
    }

    /** The view of the kind that the question names; refuses as the register did. */
    static <V extends HoldView> V expect(Class<V> kind, HoldView view) {
        if (view instanceof HoldView.Refused refused) {
            throw RefusalProblem.of(refused.refusal()).refuse();
        }
        return kind.cast(view);
    }

    private CompletionStage<Answer> answer(Call call, HoldView.Kept kept, int status) {
        return reasons.texts(reasonsOf(List.of(kept.hold())))
                .thenApply(texts -> AdminBody.replayed(
                        call, kept.replayed(), Answer.json(status, Json.write(out -> write(out, kept.hold(), texts)))));
    }

    private CompletionStage<Answer> page(Call call, HoldView.Page page) {
        String token = page.next() == null ? null : PageToken.write(LIST, page.next());
        return reasons.texts(reasonsOf(page.holds()))
                .thenApply(texts -> Answer.json(200, Json.write(out -> {
                            out.writeStartObject();
                            out.writeNumberField("in_force", page.inForce());
                            out.writeArrayFieldStart("legal_holds");
                            for (Hold hold : page.holds()) {
                                write(out, hold, texts);
                            }
                            out.writeEndArray();
                            out.writeStringField("next_page_token", token);
                            out.writeEndObject();
                        }))
                        .withHeader("Link", token == null ? null : PageToken.link(call, token)));
    }

    /** The reasons of all causes of these holds, null where there is none. */
    static Stream<@Nullable Enciphered> reasonsOf(List<Hold> holds) {
        return holds.stream()
                .flatMap(hold ->
                        Stream.of(reasonOf(hold.placed()), reasonOf(hold.releaseAsked()), reasonOf(hold.released())));
    }

    private static @Nullable Enciphered reasonOf(@Nullable Cause cause) {
        return cause == null ? null : cause.reason();
    }

    static void write(JsonGenerator out, Hold hold, Map<Enciphered, String> reasons) throws IOException {
        out.writeStartObject();
        out.writeStringField("hold_id", hold.holdId());
        out.writeObjectFieldStart("scope");
        if (hold.scope().type() == null) {
            out.writeBooleanField("everything", true);
        } else {
            out.writeStringField("type", hold.scope().type());
            out.writeStringField("id", hold.scope().id());
        }
        out.writeEndObject();
        out.writeBooleanField("in_force", hold.isInForce());
        write(out, reasons, "placed", hold.placed());
        write(out, reasons, "release_asked", hold.releaseAsked());
        write(out, reasons, "released", hold.released());
        out.writeEndObject();
    }

    private static void write(JsonGenerator out, Map<Enciphered, String> reasons, String field, @Nullable Cause cause)
            throws IOException {
        if (cause == null) {
            out.writeNullField(field);
            return;
        }
        out.writeObjectFieldStart(field);
        out.writeStringField("by", cause.principal());
        out.writeStringField("at", cause.recordedAt().toString());
        out.writeStringField("reason", cause.reason() == null ? null : reasons.get(cause.reason()));
        out.writeEndObject();
    }
}
