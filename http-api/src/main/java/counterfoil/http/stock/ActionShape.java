package counterfoil.http.stock;

import static counterfoil.http.JsonShape.DATE;
import static counterfoil.http.JsonShape.FLAG;
import static counterfoil.http.JsonShape.INTEGER;
import static counterfoil.http.JsonShape.OBJECT;
import static counterfoil.http.JsonShape.TEXT;

import counterfoil.http.Faults;
import counterfoil.http.JsonObject;
import counterfoil.http.JsonShape;
import counterfoil.http.JsonValue;
import counterfoil.market.CorporateAction;
import counterfoil.market.Identifier;
import counterfoil.market.Mic;
import counterfoil.money.Currency;
import counterfoil.money.Money;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Reads one corporate action. Its type says which fields it has. A field at fault is told at its own pointer; the action is
 * then read with values that stand in, so that every fault of a body is told at once.
 */
final class ActionShape {
    static final JsonShape<CorporateAction> ACTION =
            (value, pointer, faults) -> OBJECT.read(value, pointer, faults).flatMap(ActionShape::read);

    private static final JsonShape<String> AMOUNT = (value, pointer, faults) -> {
        if (value instanceof JsonValue.Digits number) {
            faults.add(
                    pointer,
                    "money is a decimal string, \"" + number.digits() + "\", not a number, which would be rounded");
            return Optional.empty();
        }
        return TEXT.read(value, pointer, faults);
    };
    private static final JsonShape<Mic> MIC = TEXT.to(Mic::new);
    private static final JsonShape<Currency> CURRENCY = TEXT.to(Currency::new);

    /** The types by the names of the contract, in lower case. */
    private enum Type {
        FORWARD_SPLIT,
        REVERSE_SPLIT,
        STOCK_DIVIDEND,
        CASH_DIVIDEND,
        RETURN_OF_CAPITAL,
        DIVIDEND_IN_KIND,
        SPIN_OFF,
        RIGHTS_ISSUE,
        MERGER,
        SYMBOL_CHANGE;

        private static final String ALL =
                Arrays.stream(values()).map(Type::code).collect(Collectors.joining(", "));

        private String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Type parse(String code) {
            for (Type type : values()) {
                if (type.code().equals(code)) {
                    return type;
                }
            }
            throw new IllegalArgumentException("unknown type (" + ALL + "): " + Faults.shown(code));
        }
    }

    private ActionShape() {}

    private static Optional<CorporateAction> read(JsonObject in) {
        // Of an unknown type nobody can say which other fields it has.
        return in.required("type", TEXT.to(Type::parse)).flatMap(type -> switch (type) {
            case FORWARD_SPLIT -> split(in, true);
            case REVERSE_SPLIT -> split(in, false);
            case STOCK_DIVIDEND -> stockDividend(in);
            case CASH_DIVIDEND -> cashDividend(in);
            case RETURN_OF_CAPITAL -> returnOfCapital(in);
            case DIVIDEND_IN_KIND -> dividendInKind(in);
            case SPIN_OFF -> spinOff(in);
            case RIGHTS_ISSUE -> rightsIssue(in);
            case MERGER -> merger(in);
            case SYMBOL_CHANGE -> symbolChange(in);
        });
    }

    /** New shares for old ones. */
    private record Rates(int newRate, int oldRate) {}

    private static Optional<Rates> rates(JsonObject in) {
        Optional<Integer> newRate = in.required("new_rate", INTEGER);
        Optional<Integer> oldRate = in.required("old_rate", INTEGER);
        return newRate.flatMap(after -> oldRate.map(before -> new Rates(after, before)));
    }

    private static Optional<Money> money(JsonObject in, String field) {
        Optional<String> amount = in.required(field, AMOUNT);
        Optional<Currency> currency = in.required("currency", CURRENCY);
        return amount.flatMap(text ->
                currency.flatMap(of -> in.faults().make(in.pointer(field), () -> Money.of(text, of))));
    }

    private static Optional<LocalDate> exDate(JsonObject in) {
        return in.required("ex_date", DATE);
    }

    /** Makes an action of its date and its terms; without the date its terms are checked all the same. */
    private static <T> Optional<CorporateAction> made(
            JsonObject in,
            String field,
            Optional<LocalDate> exDate,
            Optional<T> terms,
            BiFunction<LocalDate, T, CorporateAction> maker) {
        in.end();
        return terms.flatMap(of ->
                        in.faults().make(in.pointer(field), () -> maker.apply(exDate.orElse(LocalDate.EPOCH), of)))
                .filter(action -> exDate.isPresent());
    }

    private static Optional<CorporateAction> split(JsonObject in, boolean forward) {
        return made(in, "new_rate", exDate(in), rates(in), (date, rates) -> {
            int after = rates.newRate;
            int before = rates.oldRate;
            if (after != before && forward != after > before) {
                throw new IllegalArgumentException(
                        forward
                                ? "a forward split has more shares after than before: " + after + " for " + before
                                : "a reverse split has fewer shares after than before: " + after + " for " + before);
            }
            return new CorporateAction.Split(date, after, before);
        });
    }

    private static Optional<CorporateAction> stockDividend(JsonObject in) {
        return made(
                in,
                "new_rate",
                exDate(in),
                rates(in),
                (date, rates) -> new CorporateAction.StockDividend(date, rates.newRate, rates.oldRate));
    }

    private static Optional<CorporateAction> cashDividend(JsonObject in) {
        Optional<LocalDate> exDate = exDate(in);
        Optional<Money> amount = money(in, "amount");
        boolean special = in.optional("special", FLAG).orElse(false);
        return made(in, "amount", exDate, amount, (date, of) -> new CorporateAction.CashDividend(date, of, special));
    }

    private static Optional<CorporateAction> returnOfCapital(JsonObject in) {
        return made(in, "amount", exDate(in), money(in, "amount"), CorporateAction.ReturnOfCapital::new);
    }

    private static Optional<CorporateAction> dividendInKind(JsonObject in) {
        Optional<LocalDate> exDate = exDate(in);
        Optional<String> distributed = name(in, "distributed");
        Optional<Money> value = money(in, "value");
        return made(
                        in,
                        "value",
                        exDate,
                        value,
                        (date, of) -> new CorporateAction.DividendInKind(date, distributed.orElse("-"), of))
                .filter(action -> distributed.isPresent());
    }

    private static Optional<CorporateAction> spinOff(JsonObject in) {
        Optional<LocalDate> exDate = exDate(in);
        Optional<String> spunOff = name(in, "new_instrument");
        Optional<Rates> rates = rates(in);
        Optional<Integer> numerator = in.required("basis_numerator", INTEGER);
        Optional<Integer> denominator = in.required("basis_denominator", INTEGER);
        Optional<Rates> basis = numerator.flatMap(n -> denominator.map(d -> new Rates(n, d)));
        rates.ifPresent(of -> in.faults()
                .make(in.pointer("new_rate"), () -> new CorporateAction.Exchange("-", of.newRate, of.oldRate)));
        Rates shares = rates.filter(of -> in.faults().isEmpty()).orElse(new Rates(1, 1));
        return made(
                        in,
                        "basis_numerator",
                        exDate,
                        basis,
                        (date, of) -> new CorporateAction.SpinOff(
                                date, spunOff.orElse("-"), shares.newRate, shares.oldRate, of.newRate, of.oldRate))
                .filter(action -> spunOff.isPresent() && rates.isPresent());
    }

    private static Optional<CorporateAction> rightsIssue(JsonObject in) {
        Optional<LocalDate> exDate = exDate(in);
        Optional<Rates> rates = rates(in);
        Optional<Money> price = money(in, "price");
        Optional<CorporateAction.RightsIssue> sample = price.flatMap(of -> in.faults()
                .make(in.pointer("price"), () -> new CorporateAction.RightsIssue(LocalDate.EPOCH, 1, 1, of)));
        Optional<CorporateAction.RightsIssue> terms = sample.flatMap(of -> rates.flatMap(rate -> in.faults()
                .make(
                        in.pointer("new_rate"),
                        () -> new CorporateAction.RightsIssue(
                                LocalDate.EPOCH, rate.newRate, rate.oldRate, of.price()))));
        return made(
                in,
                "new_rate",
                exDate,
                terms,
                (date, of) -> new CorporateAction.RightsIssue(date, of.newRate(), of.oldRate(), of.price()));
    }

    private static Optional<CorporateAction> merger(JsonObject in) {
        Optional<LocalDate> exDate = exDate(in);
        boolean hasShares = in.has("acquirer") || in.has("new_rate") || in.has("old_rate");
        boolean hasCash = in.has("cash") || in.has("currency");
        Optional<String> acquirer = hasShares ? name(in, "acquirer") : Optional.empty();
        Optional<Rates> rates = hasShares ? rates(in) : Optional.empty();
        Optional<Money> cash = hasCash ? money(in, "cash") : Optional.empty();
        Optional<CorporateAction.Exchange> exchange = rates.flatMap(of -> in.faults()
                .make(
                        in.pointer("new_rate"),
                        () -> new CorporateAction.Exchange(acquirer.orElse("-"), of.newRate, of.oldRate)));
        boolean isWhole = hasShares == (exchange.isPresent() && acquirer.isPresent()) && hasCash == cash.isPresent();
        in.end();
        if (!isWhole || exDate.isEmpty()) {
            return Optional.empty();
        }
        Supplier<CorporateAction> maker =
                () -> new CorporateAction.Merger(exDate.get(), exchange.orElse(null), cash.orElse(null));
        return in.faults().make(in.pointer("cash"), maker);
    }

    private static Optional<CorporateAction> symbolChange(JsonObject in) {
        Optional<LocalDate> exDate = exDate(in);
        Optional<Mic> mic = in.required("mic", MIC);
        Optional<Mic> newMic = in.optional("new_mic", MIC).or(() -> mic);
        Optional<Identifier> from = ticker(in, "old_ticker", mic);
        Optional<Identifier> to = ticker(in, "new_ticker", newMic);
        Optional<Identifier[]> both = from.flatMap(old -> to.map(other -> new Identifier[] {old, other}));
        return made(in, "new_ticker", exDate, both, (date, of) -> new CorporateAction.SymbolChange(date, of[0], of[1]));
    }

    private static Optional<Identifier> ticker(JsonObject in, String field, Optional<Mic> mic) {
        return in.required(field, TEXT)
                .flatMap(symbol -> in.faults()
                        .make(in.pointer(field), () -> Identifier.ticker(symbol, mic.orElse(Mic.OFF_EXCHANGE))))
                .filter(checked -> mic.isPresent());
    }

    /** An identifier of another instrument. */
    private static Optional<String> name(JsonObject in, String field) {
        return in.required(field, TEXT.to(text -> new CorporateAction.Exchange(text, 1, 1).instrument()));
    }
}
