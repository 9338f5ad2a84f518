package counterfoil.http.live;

import counterfoil.http.Faults;
import counterfoil.http.Json;
import counterfoil.http.JsonObject;
import counterfoil.http.JsonShape;
import counterfoil.http.JsonValue;
import counterfoil.http.Problem;
import counterfoil.http.live.StreamError.Code;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads what a client says: one JSON object with {@code action} {@code auth}, {@code subscribe} or {@code unsubscribe}, or
 * {@code {"type":"subscribe","symbols":[…]}}. What is something else becomes an error to tell it.
 */
final class ActionReader {
    /** What is promised for later, and what to say until then. */
    private static final List<String> NOT_YET = List.of("portfolios", "alerts", "recommendations");

    private static final JsonShape<JsonValue> ANYTHING = (value, pointer, faults) -> Optional.of(value);
    private static final JsonShape<Long> SEQUENCE = (value, pointer, faults) -> {
        if (value instanceof JsonValue.Digits number
                && number.integral()
                && number.digits().matches("[0-9]{1,18}")) {
            return Optional.of(Long.parseLong(number.digits()));
        }
        faults.add(pointer, "expected a whole number from 0, found " + value.described());
        return Optional.empty();
    };

    private final JsonObject in;
    private final List<Wanted> wanted = new ArrayList<>();

    private ActionReader(JsonObject in) {
        this.in = in;
    }

    static Action read(byte[] utf8) {
        try {
            return new ActionReader(Json.object(utf8)).read();
        } catch (Problem.Refused refused) {
            Problem problem = refused.problem();
            String detail = problem.detail();
            return new Action.Wrong(
                    StreamError.of(Code.MALFORMED, problem.title() + (detail == null ? "" : ": " + detail)));
        }
    }

    private Action read() {
        Optional<String> type = in.optional("type", JsonShape.TEXT);
        String name = in.optional("action", JsonShape.TEXT).or(() -> type).orElse("");
        return switch (name) {
            case "auth" -> {
                Optional<String> token = in.required("token", JsonShape.TEXT);
                end();
                yield new Action.Auth(token.orElseThrow());
            }
            case "subscribe" -> {
                List<StreamError> refused = notYet();
                readWanted();
                yield new Action.Subscribe(wanted, refused);
            }
            case "unsubscribe" -> {
                readWanted();
                yield new Action.Unsubscribe(wanted);
            }
            default ->
                new Action.Wrong(StreamError.of(
                        Code.UNKNOWN_ACTION,
                        "the action " + Faults.shown(name) + " is not known: auth, subscribe, unsubscribe"));
        };
    }

    private void readWanted() {
        in.optional("quotes", list(Kind.QUOTES)).ifPresent(wanted::addAll);
        in.optional("bars", list(Kind.BARS)).ifPresent(wanted::addAll);
        in.optional("symbols", list(Kind.QUOTES))
                .ifPresent(symbols -> symbols.forEach(symbol -> {
                    wanted.add(symbol);
                    wanted.add(new Wanted(Kind.BARS, symbol.name(), symbol.resumeFrom()));
                }));
        end();
    }

    private List<StreamError> notYet() {
        List<StreamError> refused = new ArrayList<>();
        for (String name : NOT_YET) {
            in.optional(name, ANYTHING)
                    .filter(value -> !value.equals(new JsonValue.Flag(false)))
                    .ifPresent(value -> refused.add(StreamError.about(
                            Code.NOT_AVAILABLE, name, "there are no " + name + " in this release; nothing is sent")));
        }
        return refused;
    }

    private void end() {
        in.end();
        in.faults().refuseIfAny();
    }

    private static JsonShape<List<Wanted>> list(Kind kind) {
        return (value, pointer, faults) -> {
            if (!(value instanceof JsonValue.Array array)) {
                faults.add(pointer, "expected a list, found " + value.described());
                return Optional.empty();
            }
            List<Wanted> all = new ArrayList<>();
            for (int i = 0; i < array.items().size(); i++) {
                wanted(kind, array.items().get(i), pointer + "/" + i, faults).ifPresent(all::add);
            }
            return Optional.of(all);
        };
    }

    private static Optional<Wanted> wanted(Kind kind, JsonValue value, String pointer, Faults faults) {
        if (value instanceof JsonValue.Text text) {
            return Optional.of(new Wanted(kind, text.value(), null));
        }
        return JsonShape.OBJECT.read(value, pointer, faults).flatMap(object -> {
            Optional<String> symbol = object.required("symbol", JsonShape.TEXT);
            Optional<Long> resume = object.optional("resume_from", SEQUENCE);
            object.end();
            if (resume.isPresent() && symbol.filter(Wanted.EVERYTHING::equals).isPresent()) {
                faults.add(
                        pointer + "/resume_from",
                        "sequence numbers are of one stock each: name it, or resume an event stream by position");
                return Optional.empty();
            }
            return symbol.map(name -> new Wanted(kind, name, resume.orElse(null)));
        });
    }
}
