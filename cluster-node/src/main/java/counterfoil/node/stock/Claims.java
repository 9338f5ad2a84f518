package counterfoil.node.stock;

import counterfoil.market.Identifier;
import counterfoil.market.IdentifierSpan;
import counterfoil.market.Validity;
import counterfoil.protocol.Refusal;
import counterfoil.protocol.listing.ListingKey;
import counterfoil.protocol.listing.ListingView;
import counterfoil.protocol.stock.StockCommand;
import counterfoil.protocol.stock.StockEvent;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The identifiers that a stock is about to claim for a write, and what their listings answered so far.
 *
 * <p>Old and new dates are claimed together, then the event is recorded, then what is no longer held is given up. If the
 * node dies in between, a listing is left with a claim that the stock does not stand behind; the listing finds that out
 * by itself when another instrument wants it.
 */
final class Claims {
    private final StockCommand.Write command;
    private final List<StockEvent> events;
    private final Map<String, Claim> before;
    private final Map<String, Claim> after;
    private final Set<String> waiting;
    private @Nullable Refusal refusal;

    /** An identifier and the dates for which its listing shall name the stock. */
    record Claim(Identifier identifier, List<Validity> validities) {}

    Claims(
            StockCommand.Write command,
            List<StockEvent> events,
            List<IdentifierSpan> before,
            List<IdentifierSpan> after) {
        this.command = command;
        this.events = List.copyOf(events);
        this.before = byKey(before);
        this.after = byKey(after);
        this.waiting = new HashSet<>(this.after.keySet());
        this.waiting.addAll(this.before.keySet());
    }

    private static Map<String, Claim> byKey(List<IdentifierSpan> spans) {
        Map<String, Claim> claims = new TreeMap<>();
        for (IdentifierSpan span : spans) {
            Identifier identifier = span.identifier();
            switch (identifier.scheme()) {
                case TICKER -> {
                    add(claims, ListingKey.of(identifier), span);
                    add(claims, ListingKey.ofSymbol(identifier.symbol()), span);
                }
                case ISIN, FIGI -> add(claims, ListingKey.of(identifier), span);
                // A CIK names an issuer: nobody claims it for one instrument.
                case CIK -> {}
            }
        }
        return claims;
    }

    private static void add(Map<String, Claim> claims, String key, IdentifierSpan span) {
        Claim claim = claims.computeIfAbsent(key, any -> new Claim(span.identifier(), new ArrayList<>()));
        claim.validities.add(span.validity());
    }

    StockCommand.Write command() {
        return command;
    }

    List<StockEvent> events() {
        return events;
    }

    /** What to claim, by listing: the dates held before and those wanted. */
    Map<String, List<Validity>> wanted() {
        Map<String, List<Validity>> wanted = new TreeMap<>();
        before.forEach((key, claim) ->
                wanted.computeIfAbsent(key, any -> new ArrayList<>()).addAll(claim.validities));
        after.forEach((key, claim) ->
                wanted.computeIfAbsent(key, any -> new ArrayList<>()).addAll(claim.validities));
        wanted.replaceAll((key, validities) -> validities.stream().distinct().toList());
        return wanted;
    }

    /** What the listings shall hold once the events are recorded. */
    Map<String, List<Validity>> afterRecording() {
        return settled(after);
    }

    /** What the listings shall hold when the write is refused. */
    Map<String, List<Validity>> afterRefusal() {
        return settled(before);
    }

    /** Only listings for which this differs from what was claimed need to hear of it. */
    private Map<String, List<Validity>> settled(Map<String, Claim> held) {
        Map<String, List<Validity>> settled = new TreeMap<>();
        wanted().forEach((key, validities) -> {
            Claim claim = held.get(key);
            List<Validity> left = claim == null ? List.of() : List.copyOf(claim.validities);
            if (!left.equals(validities)) {
                settled.put(key, left);
            }
        });
        return settled;
    }

    /** Takes a listing's answer, null when none came in time; returns whether all have answered. */
    boolean take(String key, @Nullable ListingView view) {
        if (!waiting.remove(key)) {
            return false;
        }
        if (!(view instanceof ListingView.Held) && refusal == null) {
            Claim claim = after.containsKey(key) ? after.get(key) : before.get(key);
            if (claim == null) {
                throw new IllegalStateException("a listing answered that was not asked: " + key);
            }
            refusal = refusalOf(claim.identifier, view);
        }
        return waiting.isEmpty();
    }

    private static Refusal refusalOf(Identifier identifier, @Nullable ListingView view) {
        if (view instanceof ListingView.Taken taken) {
            return new Refusal.IdentifierTaken(identifier, taken.heldBy(), taken.validity());
        }
        if (view instanceof ListingView.Full full) {
            return new Refusal.LimitReached("spans-per-identifier", full.limit(), full.limit() + 1L);
        }
        return new Refusal.IdentifierUnconfirmed(identifier);
    }

    /** Why the write is refused; null when every listing holds. */
    @Nullable
    Refusal refusal() {
        return refusal;
    }
}
