package counterfoil.http.stock;

import static counterfoil.http.JsonShape.DATE;
import static counterfoil.http.JsonShape.FLAG;
import static counterfoil.http.JsonShape.INTEGER;
import static counterfoil.http.JsonShape.OBJECT;
import static counterfoil.http.JsonShape.TEXT;

import counterfoil.http.Faults;
import counterfoil.http.Json;
import counterfoil.http.JsonObject;
import counterfoil.http.JsonShape;
import counterfoil.http.JsonValue;
import counterfoil.market.CorporateAction;
import counterfoil.money.Currency;
import counterfoil.money.Money;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The corporate actions that {@code POST /admin/stocks/{id}/corporate-actions} brings.
 *
 * @param source who said so; {@code import} unless the body says otherwise
 * @param actions 1 to {@link #MAX_ACTIONS} actions in the order given, no two of one kind and ex-date
 * @param sha256 hash of the body's bytes, in hex
 */
public record CorporateActionsBody(String source, List<CorporateAction> actions, String sha256) {
    /** Most actions in one body. */
    public static final int MAX_ACTIONS = 1_000;

    private static final JsonShape<String> AMOUNT = (value, pointer, faults) -> {
        if (value instanceof JsonValue.Digits number) {
            faults.add(
                    pointer,
                    "money is a decimal string, \"" + number.digits() + "\", not a number, which would be rounded");
            return Optional.empty();
        }
        return TEXT.read(value, pointer, faults);
    };
    private static final JsonShape<Kind> KIND = TEXT.to(Kind::parse);
    private static final JsonShape<CorporateAction> ACTION =
            (value, pointer, faults) -> OBJECT.read(value, pointer, faults).flatMap(CorporateActionsBody::action);

    private enum Kind {
        FORWARD_SPLIT,
        REVERSE_SPLIT,
        CASH_DIVIDEND;

        static Kind parse(String code) {
            return switch (code) {
                case "forward_split" -> FORWARD_SPLIT;
                case "reverse_split" -> REVERSE_SPLIT;
                case "cash_dividend" -> CASH_DIVIDEND;
                default ->
                    throw new IllegalArgumentException(
                            "unknown type (forward_split, reverse_split, cash_dividend): " + Faults.shown(code));
            };
        }
    }

    /** Copies the actions in. */
    public CorporateActionsBody {
        actions = List.copyOf(actions);
    }

    /** Reads the body; all of it or nothing. */
    public static CorporateActionsBody parse(byte[] body) {
        JsonObject in = Json.object(body);
        Optional<String> source = in.optional("source", Source.SHAPE);
        Optional<List<CorporateAction>> actions = in.required("actions", JsonShape.listOf(ACTION, MAX_ACTIONS));
        in.end();
        in.faults().refuseIfAny();
        requireDistinct(actions.orElseThrow(), in.faults());
        return new CorporateActionsBody(source.orElse(Source.DEFAULT), actions.orElseThrow(), Sha256.hex(body));
    }

    private static Optional<CorporateAction> action(JsonObject in) {
        Optional<Kind> kind = in.required("type", KIND);
        Optional<LocalDate> exDate = in.required("ex_date", DATE);
        // Of an unknown type nobody can say which other fields it has.
        return kind.flatMap(
                of -> of == Kind.CASH_DIVIDEND ? dividend(in, exDate) : split(in, exDate, of == Kind.FORWARD_SPLIT));
    }

    private static Optional<CorporateAction> split(JsonObject in, Optional<LocalDate> exDate, boolean forward) {
        Optional<Integer> newRate = in.required("new_rate", INTEGER);
        Optional<Integer> oldRate = in.required("old_rate", INTEGER);
        in.end();
        if (newRate.isEmpty() || oldRate.isEmpty()) {
            return Optional.empty();
        }
        int shares = newRate.get();
        int before = oldRate.get();
        if (shares != before && forward != shares > before) {
            in.faults()
                    .add(
                            in.pointer("new_rate"),
                            forward
                                    ? "a forward split has more shares after than before: " + shares + " for " + before
                                    : "a reverse split has fewer shares after than before: " + shares + " for "
                                            + before);
            return Optional.empty();
        }
        LocalDate date = exDate.orElse(LocalDate.EPOCH);
        return in.faults()
                .<CorporateAction>make(in.pointer("new_rate"), () -> new CorporateAction.Split(date, shares, before))
                .filter(split -> exDate.isPresent());
    }

    private static Optional<CorporateAction> dividend(JsonObject in, Optional<LocalDate> exDate) {
        Optional<String> amount = in.required("amount", AMOUNT);
        Optional<Currency> currency = in.required("currency", TEXT.to(Currency::new));
        Optional<Boolean> special = in.optional("special", FLAG);
        in.end();
        if (amount.isEmpty() || currency.isEmpty()) {
            return Optional.empty();
        }
        LocalDate date = exDate.orElse(LocalDate.EPOCH);
        return in.faults()
                .<CorporateAction>make(
                        in.pointer("amount"),
                        () -> new CorporateAction.CashDividend(
                                date, Money.of(amount.get(), currency.get()), special.orElse(false)))
                .filter(dividend -> exDate.isPresent());
    }

    private static void requireDistinct(List<CorporateAction> actions, Faults faults) {
        Map<String, Integer> indexById = new HashMap<>();
        for (int i = 0; i < actions.size(); i++) {
            String id = actions.get(i).actionId();
            Integer before = indexById.putIfAbsent(id, i);
            if (before != null) {
                faults.add("/actions/" + i, "duplicate: of the same kind and ex-date as /actions/" + before);
            }
        }
        faults.refuseIfAny();
    }
}
