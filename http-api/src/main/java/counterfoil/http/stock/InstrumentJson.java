package counterfoil.http.stock;

import com.fasterxml.jackson.core.JsonGenerator;
import counterfoil.market.Identifier;
import counterfoil.market.IdentifierSpan;
import counterfoil.market.Instrument;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes what an instrument is and how it is called. */
final class InstrumentJson {
    private static final Comparator<IdentifierSpan> BY_END = Comparator.comparing(
            span -> span.validity().to(), Comparator.nullsLast(Comparator.<LocalDate>naturalOrder()));

    private InstrumentJson() {}

    /** The fields that begin every answer about an instrument: its id, and its ticker on a date. */
    static void writeIdAndTicker(JsonGenerator out, String id, Instrument instrument, LocalDate on) throws IOException {
        out.writeStringField("instrument_id", id);
        out.writeStringField(
                "ticker",
                shown(instrument, Identifier.Scheme.TICKER, on)
                        .map(Identifier::symbol)
                        .orElse(null));
    }

    /** All fields of an instrument; identifiers are those of the date. */
    static void writeFields(
            JsonGenerator out, String id, Instrument instrument, @Nullable LocalDate delistedOn, LocalDate on)
            throws IOException {
        writeIdAndTicker(out, id, instrument, on);
        out.writeStringField(
                "mic",
                shown(instrument, Identifier.Scheme.TICKER, on)
                        .map(ticker -> ticker.mic().code())
                        .orElse(null));
        out.writeStringField("name", instrument.name());
        out.writeStringField("currency", instrument.currency().code());
        out.writeStringField("type", instrument.type().code());
        out.writeStringField("sector", instrument.sector());
        out.writeStringField("status", delistedOn == null || on.isBefore(delistedOn) ? "active" : "delisted");
        writeDate(out, "delisted_on", delistedOn);
        out.writeObjectFieldStart("identifiers");
        for (Identifier.Scheme scheme : Identifier.Scheme.values()) {
            Optional<Identifier> shown = shown(instrument, scheme, on);
            if (scheme != Identifier.Scheme.TICKER && shown.isPresent()) {
                out.writeStringField(scheme.code(), shown.get().value());
            }
        }
        out.writeEndObject();
    }

    /** An identifier with its dates, in the form in which a change of the instrument takes it. */
    static void writeSpan(JsonGenerator out, IdentifierSpan span) throws IOException {
        Identifier identifier = span.identifier();
        out.writeStartObject();
        out.writeStringField("scheme", identifier.scheme().code());
        if (identifier.scheme() == Identifier.Scheme.TICKER) {
            out.writeStringField("value", identifier.symbol());
            out.writeStringField("mic", identifier.mic().code());
        } else {
            out.writeStringField("value", identifier.value());
        }
        writeDate(out, "valid_from", span.validity().from());
        writeDate(out, "valid_to", span.validity().to());
        out.writeEndObject();
    }

    /** A date, or null. */
    static void writeDate(JsonGenerator out, String field, @Nullable LocalDate date) throws IOException {
        out.writeStringField(field, date == null ? null : date.toString());
    }

    /** The identifier of a scheme that is valid on a date, the first listed if several; else the one valid longest. */
    static Optional<Identifier> shown(Instrument instrument, Identifier.Scheme scheme, LocalDate on) {
        Optional<Identifier> valid = instrument.identifiers().stream()
                .filter(span ->
                        span.identifier().scheme() == scheme && span.validity().contains(on))
                .map(IdentifierSpan::identifier)
                .findFirst();
        return valid.isPresent()
                ? valid
                : instrument.identifiers().stream()
                        .filter(span -> span.identifier().scheme() == scheme)
                        .max(BY_END)
                        .map(IdentifierSpan::identifier);
    }
}
