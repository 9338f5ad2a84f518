package counterfoil.node.stock;

import counterfoil.domain.series.Plausibility;
import counterfoil.market.Instrument;
import counterfoil.market.Quote;
import counterfoil.market.Timeframe;
import counterfoil.protocol.stock.QuoteView;
import counterfoil.protocol.stock.QuoteView.Reason;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a stock was quoted at since it is in memory: observations, which a restart forgets on purpose.
 *
 * <p>The numbers of one source rise and its instants never run backwards; a quote of another source counts when it is
 * later than the newest one. A price that moved beyond the bound from the last price, quoted or closed, is dropped: when
 * the level did move, the next bar is questioned, and once a person accepts it quotes are compared with that bar.
 *
 * @param ofSource the newest quote of each source
 * @param newest the newest of all; null before the first
 */
record Quotes(Map<String, Quote> ofSource, @Nullable Quote newest) {
    static final Quotes NONE = new Quotes(Map.of(), null);

    /** Most sources that may quote one instrument. */
    static final int MAX_SOURCES = 16;

    /** How far the clock of a source may be ahead of ours. */
    private static final Duration AHEAD = Duration.ofSeconds(10);

    Quotes {
        ofSource = Map.copyOf(ofSource);
    }

    /** An answer, the quotes after it, and whether the quote is news. */
    record Taken(QuoteView answer, Quotes after, boolean isNew) {}

    Taken take(StockState state, StockSettings settings, Quote quote, Instant receivedAt) {
        Instrument instrument = state.instrument();
        if (instrument == null) {
            return refuse(Reason.UNKNOWN_INSTRUMENT, "nobody listed this instrument");
        }
        if (quote.equals(ofSource.get(quote.source()))) {
            return new Taken(new QuoteView.Observed(), this, false);
        }
        ZoneId zone = state.zone();
        LocalDate date = LocalDate.ofInstant(quote.at(), zone);
        if (quote.at().isAfter(receivedAt.plus(AHEAD))) {
            return refuse(Reason.IN_FUTURE, "quoted at " + quote.at() + ", received at " + receivedAt);
        }
        if (state.delistedOn() != null && !date.isBefore(state.delistedOn())) {
            return refuse(Reason.DELISTED, "delisted on " + state.delistedOn());
        }
        Quote later = laterThan(quote);
        if (later != null) {
            return refuse(
                    Reason.OUT_OF_ORDER,
                    "number " + quote.number() + " of " + quote.at() + " after number " + later.number() + " of "
                            + later.at() + " from " + later.source());
        }
        if (ofSource.size() >= MAX_SOURCES && !ofSource.containsKey(quote.source())) {
            return refuse(Reason.TOO_MANY_SOURCES, "at most " + MAX_SOURCES + " sources");
        }
        String jump = jump(state, settings, instrument, quote, date, zone);
        return jump == null ? observed(quote) : refuse(Reason.IMPLAUSIBLE_JUMP, jump);
    }

    private Taken refuse(Reason reason, String evidence) {
        return new Taken(new QuoteView.Refused(reason, evidence), this, false);
    }

    private Taken observed(Quote quote) {
        Map<String, Quote> all = new HashMap<>(ofSource);
        all.put(quote.source(), quote);
        return new Taken(new QuoteView.Observed(), new Quotes(all, quote), true);
    }

    /** A quote observed before that this one does not come after; null when it comes after all. */
    private @Nullable Quote laterThan(Quote quote) {
        Quote same = ofSource.get(quote.source());
        if (same != null && (quote.number() <= same.number() || quote.at().isBefore(same.at()))) {
            return same;
        }
        boolean isOvertaken = newest != null
                && !newest.source().equals(quote.source())
                && !quote.at().isAfter(newest.at());
        return isOvertaken ? newest : null;
    }

    private @Nullable String jump(
            StockState state, StockSettings settings, Instrument instrument, Quote quote, LocalDate date, ZoneId zone) {
        Last last = last(state, zone);
        if (last == null) {
            return null;
        }
        Plausibility rules = new Plausibility(
                Timeframe.M1,
                zone,
                state.corporateActions(),
                instrument.currency().code(),
                state.delistedOn(),
                quote.at(),
                settings.jumpBound());
        return rules.mayFollow(last.price, last.on, quote.price(), date)
                ? null
                : quote.price() + " at " + quote.at() + " follows " + last.price + " on " + last.on;
    }

    private record Last(double price, LocalDate on) {}

    /** The last price, quoted or closed; null when there is neither. */
    private @Nullable Last last(StockState state, ZoneId zone) {
        LastBar bar = LastBar.of(state, state.days().size(), state.minutes().size(), zone);
        if (newest != null && (bar == null || bar.isBefore(newest, zone))) {
            return new Last(newest.price(), LocalDate.ofInstant(newest.at(), zone));
        }
        return bar == null ? null : new Last(bar.close(), bar.date());
    }
}
