package counterfoil.http.subject;

import static counterfoil.http.JsonShape.TEXT;

import counterfoil.http.Access;
import counterfoil.http.AdminBody;
import counterfoil.http.Answer;
import counterfoil.http.ApiContext;
import counterfoil.http.Ask;
import counterfoil.http.Call;
import counterfoil.http.Idempotency;
import counterfoil.http.Json;
import counterfoil.http.JsonObject;
import counterfoil.http.Problem;
import counterfoil.http.Problems;
import counterfoil.http.Reasons;
import counterfoil.http.Route;
import counterfoil.protocol.Enciphered;
import counterfoil.protocol.hold.HoldCommand;
import counterfoil.protocol.hold.HoldKey;
import counterfoil.protocol.hold.HoldView;
import counterfoil.protocol.subject.SubjectCommand;
import counterfoil.protocol.subject.SubjectKey;
import counterfoil.protocol.subject.SubjectView;
import counterfoil.protocol.subject.SubjectView.Erased;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Erases a subject, unless a legal hold forbids it. It cannot be taken back. */
public final class AdminSubjectRoutes {
    private static final int MAX_REASON = 500;

    private final Ask ask;
    private final Reasons reasons;

    /** Routes that ask the subjects of this context. */
    public AdminSubjectRoutes(ApiContext context, Ask ask) {
        this.ask = ask;
        this.reasons = new Reasons(context);
    }

    /** The routes. */
    public List<Route> routes() {
        return List.of(
                new Route("POST", "/api/v1/admin/subjects/{subject}/erase", Access.ADMIN_TOKEN, Set.of(), this::erase));
    }

    private CompletionStage<Answer> erase(Call call) {
        ask.requireWritable();
        String subject = subject(call.path().getFirst());
        return AdminBody.optionalJson(call).thenCompose(body -> {
            String reason = reason(body);
            Idempotency identity = Idempotency.of(call, body);
            return holds(call, subject)
                    .thenCompose(held -> {
                        requireNone(held);
                        return reasons.cause(identity, reason);
                    })
                    .thenCompose(cause -> ask.<SubjectCommand, SubjectView>write(
                            SubjectKey.TYPE,
                            subject,
                            call.deadline(),
                            to -> new SubjectCommand.EraseSubject(cause.recordedAt(), cause, to)))
                    .thenApply(view -> switch (view) {
                        case Erased erased -> answer(erased);
                    });
        });
    }

    private static String subject(String text) {
        try {
            Enciphered.requireSubject(text);
            return text;
        } catch (IllegalArgumentException e) {
            throw Problems.invalidParameter("subject", text, String.valueOf(e.getMessage()))
                    .refuse();
        }
    }

    private static @Nullable String reason(byte[] body) {
        if (body.length == 0) {
            return null;
        }
        JsonObject in = Json.object(body);
        Optional<String> reason = in.optional("reason", TEXT.to(AdminSubjectRoutes::checkedReason));
        in.end();
        in.faults().refuseIfAny();
        return reason.orElse(null);
    }

    private static String checkedReason(String reason) {
        if (reason.isBlank() || reason.length() > MAX_REASON) {
            throw new IllegalArgumentException("a reason has 1 to " + MAX_REASON + " characters");
        }
        return reason;
    }

    private CompletionStage<HoldView> holds(Call call, String subject) {
        return ask.read(
                HoldKey.TYPE,
                HoldKey.REGISTER,
                call.deadline(),
                to -> new HoldCommand.FindCovering(SubjectKey.TYPE.name() + "|" + subject, to));
    }

    private static void requireNone(HoldView view) {
        if (!(view instanceof HoldView.Coverage coverage)) {
            throw new IllegalStateException("the register of holds answered " + view);
        }
        if (!coverage.holdIds().isEmpty()) {
            throw Problem.of(
                            409,
                            "legal-hold",
                            "A legal hold forbids this",
                            "in force: " + String.join(", ", coverage.holdIds()))
                    .refuse();
        }
    }

    private static Answer answer(Erased erased) {
        return Answer.json(erased.complete() ? 200 : 202, Json.write(out -> {
            out.writeStartObject();
            out.writeStringField("subject", erased.subject());
            out.writeStringField("erased_at", erased.erasedAt().toString());
            out.writeBooleanField("complete", erased.complete());
            out.writeEndObject();
        }));
    }
}
