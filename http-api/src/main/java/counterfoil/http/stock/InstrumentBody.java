package counterfoil.http.stock;

import static counterfoil.http.JsonShape.DATE;
import static counterfoil.http.JsonShape.OBJECT;
import static counterfoil.http.JsonShape.TEXT;

import counterfoil.http.Faults;
import counterfoil.http.Json;
import counterfoil.http.JsonObject;
import counterfoil.http.JsonShape;
import counterfoil.market.Identifier;
import counterfoil.market.IdentifierSpan;
import counterfoil.market.Instrument;
import counterfoil.market.InstrumentType;
import counterfoil.market.Mic;
import counterfoil.market.Validity;
import counterfoil.money.Currency;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The bodies that say what an instrument is. Names, sectors and reasons keep any Unicode verbatim, without trimming or
 * normalising; only control characters (U+0000 to U+001F, U+007F to U+009F) are refused, with 422.
 */
public final class InstrumentBody {
    private static final int MAX_REASON = 500;
    private static final IdentifierSpan SAMPLE =
            new IdentifierSpan(Identifier.ticker("A", Mic.OFF_EXCHANGE), Validity.ALWAYS);

    private static final JsonShape<String> NAME = TEXT.to(name -> {
        requireRules(name, null, List.of(SAMPLE));
        return name;
    });
    private static final JsonShape<String> SECTOR = TEXT.to(sector -> {
        requireRules("-", sector, List.of(SAMPLE));
        return sector;
    });
    static final JsonShape<String> REASON = TEXT.to(InstrumentBody::checkedReason);
    private static final JsonShape<Mic> MIC = TEXT.to(Mic::new);
    private static final JsonShape<IdentifierSpan> SPAN =
            (value, pointer, faults) -> OBJECT.read(value, pointer, faults).flatMap(InstrumentBody::span);

    /** What to change of an instrument: what is not null; the identifiers are the whole new list. */
    public record Change(
            @Nullable String name,
            @Nullable String sector,
            @Nullable List<IdentifierSpan> identifiers) {}

    /** From when an instrument is no longer traded, and why. */
    public record Delisting(LocalDate on, @Nullable String reason) {}

    private InstrumentBody() {}

    /**
     * The instrument that {@code POST /admin/stocks} lists. The ticker is valid from {@code valid_from}, the other
     * identifiers always; a crypto asset without {@code mic} trades at {@code XOFF}.
     */
    public static Instrument listing(byte[] body) {
        JsonObject in = Json.object(body);
        Optional<String> ticker = in.required("ticker", TEXT);
        Optional<Mic> mic = in.optional("mic", MIC);
        Optional<String> name = in.required("name", NAME);
        Optional<Currency> currency = in.required("currency", TEXT.to(Currency::new));
        Optional<InstrumentType> type = in.required("type", TEXT.to(InstrumentType::parse));
        Optional<String> sector = in.optional("sector", SECTOR);
        Optional<JsonObject> others = in.optional("identifiers", OBJECT);
        Optional<LocalDate> validFrom = in.optional("valid_from", DATE);
        in.end();
        if (!in.has("mic") && type.isPresent()) {
            if (type.get() == InstrumentType.CRYPTO) {
                mic = Optional.of(Mic.OFF_EXCHANGE);
            } else {
                in.faults().add(in.pointer("mic"), "is required for all types but crypto");
            }
        }
        Faults faults = in.faults();
        List<IdentifierSpan> identifiers = new ArrayList<>();
        Optional<Mic> market = mic;
        ticker.flatMap(symbol -> identifier(in, "ticker", symbol, market))
                .ifPresent(of -> identifiers.add(new IdentifierSpan(of, new Validity(validFrom.orElse(null), null))));
        others.ifPresent(fields -> addIdentifiers(fields, identifiers));
        faults.refuseIfAny();
        return new Instrument(
                name.orElseThrow(), currency.orElseThrow(), type.orElseThrow(), sector.orElse(null), identifiers);
    }

    /** What {@code PATCH /admin/stocks/{id}} changes: at least one of name, sector and identifiers. */
    public static Change change(byte[] body) {
        JsonObject in = Json.object(body);
        Optional<String> name = in.change("name", NAME);
        Optional<String> sector = in.change("sector", SECTOR);
        Optional<List<IdentifierSpan>> identifiers =
                in.change("identifiers", JsonShape.listOf(SPAN, Instrument.MAX_IDENTIFIERS));
        in.end();
        Faults faults = in.faults();
        if (faults.isEmpty() && !in.has("name") && !in.has("sector") && !in.has("identifiers")) {
            faults.add(in.pointer(), "give at least one of name, sector, identifiers");
        }
        faults.refuseIfAny();
        // Only a list without faults is checked for names given twice: a list with gaps would mislead.
        identifiers.ifPresent(list -> faults.make(in.pointer("identifiers"), () -> requireRules("-", null, list)));
        faults.refuseIfAny();
        return new Change(name.orElse(null), sector.orElse(null), identifiers.orElse(null));
    }

    /** What {@code POST /admin/stocks/{id}/delist} says. */
    public static Delisting delisting(byte[] body) {
        JsonObject in = Json.object(body);
        Optional<LocalDate> on = in.required("on", DATE);
        Optional<String> reason = in.optional("reason", REASON);
        in.end();
        in.faults().refuseIfAny();
        return new Delisting(on.orElseThrow(), reason.orElse(null));
    }

    /** The reason in a body that may be left out: that of a judgement or a withdrawal. Null when none is given. */
    public static @Nullable String reason(byte[] body) {
        if (body.length == 0) {
            return null;
        }
        JsonObject in = Json.object(body);
        Optional<String> reason = in.optional("reason", REASON);
        in.end();
        in.faults().refuseIfAny();
        return reason.orElse(null);
    }

    private static void addIdentifiers(JsonObject fields, List<IdentifierSpan> identifiers) {
        for (Identifier.Scheme scheme : Identifier.Scheme.values()) {
            if (scheme != Identifier.Scheme.TICKER) {
                fields.optional(scheme.code(), TEXT.to(value -> new Identifier(scheme, value)))
                        .ifPresent(of -> identifiers.add(new IdentifierSpan(of, Validity.ALWAYS)));
            }
        }
        fields.end();
    }

    private static Optional<IdentifierSpan> span(JsonObject in) {
        Optional<Identifier.Scheme> scheme = in.required("scheme", TEXT.to(Identifier.Scheme::parse));
        Optional<String> value = in.required("value", TEXT);
        boolean isTicker = scheme.filter(Identifier.Scheme.TICKER::equals).isPresent();
        Optional<Mic> mic = isTicker ? in.required("mic", MIC) : Optional.empty();
        Optional<LocalDate> from = in.optional("valid_from", DATE);
        Optional<LocalDate> to = in.optional("valid_to", DATE);
        if (scheme.isPresent()) {
            in.end();
        }
        Optional<Identifier> identifier = value.flatMap(text -> isTicker
                ? identifier(in, "value", text, mic)
                : scheme.flatMap(of -> in.faults().make(in.pointer("value"), () -> new Identifier(of, text))));
        Optional<Validity> validity =
                in.faults().make(in.pointer("valid_to"), () -> new Validity(from.orElse(null), to.orElse(null)));
        return identifier.flatMap(of -> validity.map(when -> new IdentifierSpan(of, when)));
    }

    /** A ticker at a market; where the market is at fault already, the ticker is checked against any. */
    private static Optional<Identifier> identifier(JsonObject in, String field, String symbol, Optional<Mic> mic) {
        return in.faults()
                .make(in.pointer(field), () -> Identifier.ticker(symbol, mic.orElse(Mic.OFF_EXCHANGE)))
                .filter(checked -> mic.isPresent());
    }

    private static String checkedReason(String reason) {
        if (reason.isBlank() || reason.length() > MAX_REASON) {
            throw new IllegalArgumentException("a reason has 1 to " + MAX_REASON + " characters");
        }
        return reason;
    }

    /** {@link Instrument} alone knows its rules, so a part is checked as the part of a sample. */
    private static Instrument requireRules(String name, @Nullable String sector, List<IdentifierSpan> identifiers) {
        return new Instrument(name, new Currency("USD"), InstrumentType.COMMON_STOCK, sector, identifiers);
    }
}
