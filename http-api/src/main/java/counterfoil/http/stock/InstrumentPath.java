package counterfoil.http.stock;

import counterfoil.http.ApiContext;
import counterfoil.http.Ask;
import counterfoil.http.Deadline;
import counterfoil.http.Faults;
import counterfoil.http.Problem;
import counterfoil.http.Problems;
import counterfoil.market.Identifier;
import counterfoil.market.Mic;
import counterfoil.protocol.listing.ListingCommand;
import counterfoil.protocol.listing.ListingKey;
import counterfoil.protocol.listing.ListingView;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Finds the instrument that a path means: {@code AAPL}, {@code AAPL.XNAS}, {@code isin:US0378331005},
 * {@code figi:BBG000B9XRY4}, or an instrument id. All but the last are names, and who owns a name depends on the date.
 */
final class InstrumentPath {
    private static final int MAX_LENGTH = 64;
    private static final int MIC_LENGTH = 4;
    private static final String ID_FORM = "########-####-####-####-############";

    private final Ask ask;
    private final ApiContext context;

    InstrumentPath(Ask ask, ApiContext context) {
        this.ask = ask;
        this.context = context;
    }

    /**
     * The id of the instrument that owned the name on a date, today when none is given; where nobody owned it then, of the
     * last owner before. Who owned it is answered as it was known. Fails with 400 for a text that is no name, 404 when
     * there was never an owner, 409 when several markets know the ticker.
     */
    CompletionStage<String> resolve(String text, Times times, Deadline deadline) {
        if (isInstrumentId(text)) {
            return CompletableFuture.completedFuture(text);
        }
        LocalDate on = times.namedOn(context.clock());
        return owners(listingOf(text), on, times.knownAt(), deadline)
                .thenApply(view -> onlyOwner(text, times.knownAt(), view));
    }

    private CompletionStage<ListingView> owners(
            String listing, LocalDate on, @Nullable Instant knownAt, Deadline deadline) {
        if (knownAt == null) {
            return ask.<ListingCommand, ListingView>read(
                    ListingKey.TYPE, listing, deadline, to -> new ListingCommand.FindOwners(on, to));
        }
        ListingCommand.FindOwners find =
                new ListingCommand.FindOwners(on, context.system().ignoreRef());
        return context.replays().listing(listing, find, knownAt, deadline);
    }

    /** Whether a text has the form of an instrument id: a UUID in lower case. */
    static boolean isInstrumentId(String text) {
        if (text.length() != ID_FORM.length()) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean fits = ID_FORM.charAt(i) == '-' ? c == '-' : (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
            if (!fits) {
                return false;
            }
        }
        return true;
    }

    /** Refuses with 400 what cannot be the name of an instrument, before anybody is asked. */
    static void requireName(String text) {
        if (!isInstrumentId(text)) {
            listingOf(text);
        }
    }

    private static String listingOf(String text) {
        if (text.length() > MAX_LENGTH) {
            throw malformed(text, "at most " + MAX_LENGTH + " characters");
        }
        int dot = text.lastIndexOf('.');
        try {
            if (text.startsWith("isin:")) {
                return ListingKey.of(new Identifier(Identifier.Scheme.ISIN, text.substring(5)));
            }
            if (text.startsWith("figi:")) {
                return ListingKey.of(new Identifier(Identifier.Scheme.FIGI, text.substring(5)));
            }
            if (dot > 0 && text.length() - dot - 1 == MIC_LENGTH) {
                return ListingKey.of(Identifier.ticker(text.substring(0, dot), new Mic(text.substring(dot + 1))));
            }
        } catch (IllegalArgumentException refused) {
            throw malformed(text, String.valueOf(refused.getMessage()));
        }
        if (!Identifier.isSymbol(text)) {
            throw malformed(text, "expected AAPL, AAPL.XNAS, isin:…, figi:… or an instrument id");
        }
        return ListingKey.ofSymbol(text);
    }

    private static Problem.Refused malformed(String text, String why) {
        return Problem.of(
                        400,
                        "malformed-instrument",
                        "This cannot be the name of an instrument",
                        Faults.shown(text) + ": " + why)
                .refuse();
    }

    private static String onlyOwner(String text, @Nullable Instant knownAt, ListingView view) {
        return switch (view) {
            case ListingView.Owners owners -> {
                List<String> ids = owners.instrumentIds();
                if (ids.isEmpty()) {
                    throw (knownAt == null
                                    ? Problems.unknownInstrument(text)
                                    : Problems.unknownInstrument(text, knownAt))
                            .refuse();
                }
                if (ids.size() > 1) {
                    throw ambiguous(text, ids);
                }
                yield ids.getFirst();
            }
            case ListingView.Held held -> throw unexpected(held);
            case ListingView.Taken taken -> throw unexpected(taken);
            case ListingView.Full full -> throw unexpected(full);
        };
    }

    private static IllegalStateException unexpected(ListingView view) {
        return new IllegalStateException("a listing answered a question for owners with " + view);
    }

    private static Problem.Refused ambiguous(String text, List<String> ids) {
        return new Problem(
                        409,
                        "ambiguous-ticker",
                        "Several instruments have this ticker",
                        "name the market, as in " + text + ".XNAS, or use an instrument id",
                        ids.stream()
                                .map(id -> new Problem.FieldError("/api/v1/stocks/" + id, "has this ticker"))
                                .toList())
                .refuse();
    }
}
