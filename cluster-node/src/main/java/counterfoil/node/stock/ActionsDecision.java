package counterfoil.node.stock;

import counterfoil.market.CorporateAction;
import counterfoil.market.Identifier;
import counterfoil.market.IdentifierSpan;
import counterfoil.market.Instrument;
import counterfoil.market.Validity;
import counterfoil.protocol.Cause;
import counterfoil.protocol.Refusal;
import counterfoil.protocol.stock.StockCommand;
import counterfoil.protocol.stock.StockEvent;
import counterfoil.protocol.stock.StockOutcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Decides about corporate actions: each is recorded once, by its id; the same again is known, with other terms it is
 * refused. A new symbol also moves the ticker, which its listings must grant before anything is recorded.
 */
final class ActionsDecision {
    private final StockState state;
    private final StockSettings settings;
    private final Cause cause;
    private final Instrument instrument;

    ActionsDecision(StockState state, StockSettings settings, Cause cause, Instrument instrument) {
        this.state = state;
        this.settings = settings;
        this.cause = cause;
        this.instrument = instrument;
    }

    Decision decide(StockCommand.RecordCorporateActions command) {
        Map<String, CorporateAction> known = new HashMap<>();
        state.actions().forEach(kept -> known.put(kept.action().actionId(), kept.action()));
        List<CorporateAction> fresh = new ArrayList<>();
        for (CorporateAction action : command.actions()) {
            CorporateAction same = known.putIfAbsent(action.actionId(), action);
            if (same == null) {
                fresh.add(action);
            } else if (!same.equals(action)) {
                return new Decision.Refuse(new Refusal.ActionDiffers(action.actionId(), terms(same), terms(action)));
            }
        }
        int received = command.actions().size();
        if (fresh.isEmpty()) {
            return new Decision.Acknowledge(
                    new StockOutcome.ActionsTaken(command.origin().importId(), received, 0, received, 0));
        }
        if (known.size() > settings.maxActions()) {
            return new Decision.Refuse(
                    new Refusal.LimitReached("corporate-actions-per-stock", settings.maxActions(), known.size()));
        }
        List<StockEvent> events = new ArrayList<>();
        events.add(new StockEvent.CorporateActionsRecorded(command.origin(), fresh, cause));
        Refusal refusal = moveTickers(fresh, events);
        return refusal != null
                ? new Decision.Refuse(refusal)
                : new StockDecision(state, settings, cause)
                        .reconsidering(instrument, events, "explained by a corporate action");
    }

    /** The terms of an action, for people. */
    private static String terms(CorporateAction action) {
        return switch (action) {
            case CorporateAction.ShareChange change -> change.newRate() + " for " + change.oldRate();
            case CorporateAction.Distribution given -> given.perShare().toString();
            case CorporateAction.SpinOff spinOff ->
                spinOff.newRate() + " for " + spinOff.oldRate() + ", basis " + spinOff.basisNumerator() + "/"
                        + spinOff.basisDenominator();
            case CorporateAction.RightsIssue rights ->
                rights.newRate() + " for " + rights.oldRate() + " at " + rights.price();
            case CorporateAction.Merger merger -> terms(merger);
            case CorporateAction.SymbolChange change -> change.from() + " to " + change.to();
        };
    }

    private static String terms(CorporateAction.Merger merger) {
        CorporateAction.Exchange exchange = merger.exchange();
        String shares =
                exchange == null ? "" : exchange.newRate() + " " + exchange.instrument() + " for " + exchange.oldRate();
        return merger.cash() == null ? shares : (shares.isEmpty() ? "" : shares + " and ") + merger.cash();
    }

    private @Nullable Refusal moveTickers(List<CorporateAction> fresh, List<StockEvent> events) {
        List<IdentifierSpan> identifiers = instrument.identifiers();
        for (CorporateAction action : fresh) {
            if (action instanceof CorporateAction.SymbolChange change && !holds(identifiers, change)) {
                if (!mayMove(identifiers, change)) {
                    return new Refusal.IdentifierNotHeld(
                            change.from(), change.exDate().toString());
                }
                identifiers = moved(identifiers, change);
            }
        }
        if (identifiers.size() > Instrument.MAX_IDENTIFIERS) {
            return new Refusal.LimitReached(
                    "identifiers-per-instrument", Instrument.MAX_IDENTIFIERS, identifiers.size());
        }
        if (!identifiers.equals(instrument.identifiers())) {
            events.add(new StockEvent.InstrumentChanged(null, null, List.copyOf(identifiers), cause));
        }
        return null;
    }

    /** Whether the identifiers say so already. */
    private static boolean holds(List<IdentifierSpan> identifiers, CorporateAction.SymbolChange change) {
        return identifiers.stream()
                .anyMatch(span -> isOf(span, change.to()) && span.validity().contains(change.exDate()));
    }

    /** Whether the old ticker is held on the date, and the new one is not held later in the same span. */
    private static boolean mayMove(List<IdentifierSpan> identifiers, CorporateAction.SymbolChange change) {
        for (IdentifierSpan span : identifiers) {
            if (isOf(span, change.from()) && span.validity().contains(change.exDate())) {
                Validity rest = new Validity(change.exDate(), span.validity().to());
                return identifiers.stream()
                        .noneMatch(other ->
                                isOf(other, change.to()) && other.validity().overlaps(rest));
            }
        }
        return false;
    }

    private static List<IdentifierSpan> moved(List<IdentifierSpan> identifiers, CorporateAction.SymbolChange change) {
        List<IdentifierSpan> moved = new ArrayList<>();
        for (IdentifierSpan span : identifiers) {
            Validity validity = span.validity();
            if (!isOf(span, change.from()) || !validity.contains(change.exDate())) {
                moved.add(span);
                continue;
            }
            Validity before = validity.endingAt(change.exDate());
            if (before != null) {
                moved.add(new IdentifierSpan(change.from(), before));
            }
            moved.add(new IdentifierSpan(change.to(), new Validity(change.exDate(), validity.to())));
        }
        return moved;
    }

    private static boolean isOf(IdentifierSpan span, Identifier identifier) {
        return span.identifier().equals(identifier);
    }
}
