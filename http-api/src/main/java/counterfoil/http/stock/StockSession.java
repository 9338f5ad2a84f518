package counterfoil.http.stock;

import com.fasterxml.jackson.core.JsonGenerator;
import counterfoil.market.Identifier;
import counterfoil.market.Instrument;
import counterfoil.market.Mic;
import counterfoil.market.calendar.Calendars;
import counterfoil.market.calendar.SessionKind;
import counterfoil.market.calendar.SessionState;
import counterfoil.protocol.stock.StockView.InstrumentView;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether the market of a stock trades at the instant for which an answer stands: now, or {@code known_at}. A business date
 * has no time of day, so {@code as_of} has no such state.
 */
final class StockSession {
    private static final String UNAVAILABLE = "unavailable";

    private final SessionState state;
    private final String version;

    private StockSession(SessionState state, String version) {
        this.state = state;
        this.version = version;
    }

    /** The state of the market that an answer shows. */
    static StockSession of(InstrumentView view, Meta meta, Calendars calendars) {
        LocalDate shownOn = meta.shownOn(view.basis());
        LocalDate delistedOn = view.delistedOn();
        SessionState state;
        if (view.basis().asOf() != null) {
            state = new SessionState.Unavailable("a business date has no time of day");
        } else if (delistedOn != null && !shownOn.isBefore(delistedOn)) {
            state = new SessionState.Unavailable("delisted on " + delistedOn);
        } else {
            Instant knownAt = meta.knownAt();
            state = stateAt(knownAt == null ? meta.computedAt() : knownAt, view.instrument(), shownOn, calendars);
        }
        return new StockSession(state, calendars.version());
    }

    private static SessionState stateAt(Instant at, Instrument instrument, LocalDate shownOn, Calendars calendars) {
        Optional<Identifier> ticker = InstrumentJson.shown(instrument, Identifier.Scheme.TICKER, shownOn);
        if (ticker.isEmpty()) {
            return new SessionState.Unavailable("without a ticker it has no market");
        }
        Mic mic = ticker.get().mic();
        return calendars
                .of(mic)
                .map(calendar -> calendar.stateAt(at))
                .orElseGet(() -> new SessionState.Unavailable(Calendars.missing(mic)));
    }

    /** Changes when the state does, or a calendar; visible ASCII. */
    String tag() {
        return switch (state) {
            case SessionState.Known known ->
                version + "." + stateOf(known.session()) + "." + known.date() + "." + seconds(known.nextOpen()) + "."
                        + seconds(known.nextClose());
            case SessionState.Unavailable unavailable -> version + "." + UNAVAILABLE;
        };
    }

    private static String seconds(@Nullable Instant instant) {
        return instant == null ? "-" : Long.toString(instant.getEpochSecond());
    }

    void write(JsonGenerator out, String field) throws IOException {
        out.writeObjectFieldStart(field);
        switch (state) {
            case SessionState.Known known -> {
                out.writeStringField("state", stateOf(known.session()));
                out.writeStringField("date", known.date().toString());
                out.writeStringField("next_open", text(known.nextOpen()));
                out.writeStringField("next_close", text(known.nextClose()));
            }
            case SessionState.Unavailable unavailable -> {
                out.writeStringField("state", UNAVAILABLE);
                out.writeStringField("reason", unavailable.reason());
                out.writeStringField("date", null);
                out.writeStringField("next_open", null);
                out.writeStringField("next_close", null);
            }
        }
        out.writeEndObject();
    }

    private static @Nullable String text(@Nullable Instant instant) {
        return instant == null ? null : instant.toString();
    }

    private static String stateOf(@Nullable SessionKind kind) {
        if (kind == null) {
            return "closed";
        }
        return switch (kind) {
            case PRE -> "pre";
            case REGULAR, AUCTION -> "open";
            case AFTER -> "after";
        };
    }
}
