package counterfoil.node.stock;

import counterfoil.domain.series.Plausibility;
import counterfoil.market.CorporateAction;
import counterfoil.market.IdentifierSpan;
import counterfoil.market.Instrument;
import counterfoil.market.Timeframe;
import counterfoil.protocol.Cause;
import counterfoil.protocol.Refusal;
import counterfoil.protocol.stock.StockCommand;
import counterfoil.protocol.stock.StockEvent;
import counterfoil.protocol.stock.StockOutcome;
import counterfoil.protocol.stock.StockView.KeptQuestion;
import counterfoil.protocol.stock.StockView.Settlement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** Decides what a stock does about a write, from the command and the state alone. */
final class StockDecision {
    private final StockState state;
    private final StockSettings settings;
    private final Cause cause;

    /** The cause carries the instant at which the events are recorded. */
    StockDecision(StockState state, StockSettings settings, Cause cause) {
        this.state = state;
        this.settings = settings;
        this.cause = cause;
    }

    Decision decide(String entityId, StockCommand.Write command) {
        Instrument instrument = state.instrument();
        if (instrument == null) {
            return command instanceof StockCommand.ListInstrument list
                    ? list(entityId, list.instrument())
                    : new Decision.Refuse(new Refusal.UnknownInstrument(entityId));
        }
        return switch (command) {
            case StockCommand.ListInstrument list -> list(entityId, list.instrument());
            case StockCommand.ChangeInstrument change -> change(instrument, change);
            case StockCommand.DelistInstrument delist -> delist(instrument, delist);
            case StockCommand.RecordBars bars ->
                BarsDecision.decide(state, settings, bars, cause, rules(instrument, bars.timeframe()));
            case StockCommand.RecordCorporateActions actions -> record(instrument, actions);
            case StockCommand.JudgeQuestion judge -> judge(instrument, judge);
            case StockCommand.WithdrawImport withdraw -> withdraw(instrument, withdraw.importId());
        };
    }

    private Plausibility rules(Instrument instrument, Timeframe timeframe) {
        return new Plausibility(
                timeframe,
                state.zone(),
                state.corporateActions(),
                instrument.currency().code(),
                state.delistedOn(),
                cause.recordedAt(),
                settings.jumpBound());
    }

    private Decision list(String entityId, Instrument asked) {
        Instrument known = state.instrument();
        if (known == null) {
            return new Decision.Persist(List.of(new StockEvent.InstrumentListed(entityId, asked, cause)));
        }
        List<String> differing = differing(known, asked);
        return differing.isEmpty()
                ? acknowledge(known)
                : new Decision.Refuse(new Refusal.InstrumentDiffers(entityId, differing));
    }

    private static List<String> differing(Instrument known, Instrument asked) {
        List<String> fields = new ArrayList<>();
        if (!known.name().equals(asked.name())) {
            fields.add("name");
        }
        if (!known.currency().equals(asked.currency())) {
            fields.add("currency");
        }
        if (known.type() != asked.type()) {
            fields.add("type");
        }
        if (!Objects.equals(known.sector(), asked.sector())) {
            fields.add("sector");
        }
        if (!known.identifiers().equals(asked.identifiers())) {
            fields.add("identifiers");
        }
        return fields;
    }

    private Decision acknowledge(Instrument instrument) {
        return new Decision.Acknowledge(
                new StockOutcome.InstrumentKept(state.instrumentId(), instrument, state.delistedOn(), false));
    }

    private Decision change(Instrument known, StockCommand.ChangeInstrument change) {
        Long expected = change.ifSequence();
        if (expected != null && expected != state.sequence()) {
            return new Decision.Refuse(new Refusal.SequenceChanged(expected, state.sequence()));
        }
        String name = change.name() == null || change.name().equals(known.name()) ? null : change.name();
        String sector = change.sector() == null || change.sector().equals(known.sector()) ? null : change.sector();
        List<IdentifierSpan> identifiers =
                change.identifiers() == null || change.identifiers().equals(known.identifiers())
                        ? null
                        : List.copyOf(change.identifiers());
        return name == null && sector == null && identifiers == null
                ? acknowledge(known)
                : new Decision.Persist(List.of(new StockEvent.InstrumentChanged(name, sector, identifiers, cause)));
    }

    private Decision delist(Instrument known, StockCommand.DelistInstrument delist) {
        if (state.delistedOn() == null) {
            return new Decision.Persist(List.of(new StockEvent.InstrumentDelisted(delist.on(), cause)));
        }
        return state.delistedOn().equals(delist.on())
                ? acknowledge(known)
                : new Decision.Refuse(new Refusal.AlreadyDelisted(
                        state.instrumentId(), state.delistedOn().toString()));
    }

    private Decision record(Instrument instrument, StockCommand.RecordCorporateActions command) {
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
        return reconsidering(
                instrument,
                new StockEvent.CorporateActionsRecorded(command.origin(), fresh, cause),
                "explained by a corporate action");
    }

    private static String terms(CorporateAction action) {
        return switch (action) {
            case CorporateAction.Split split -> split.newRate() + " for " + split.oldRate();
            case CorporateAction.CashDividend dividend -> dividend.amount().toString();
        };
    }

    private Decision judge(Instrument instrument, StockCommand.JudgeQuestion command) {
        long number = command.question();
        if (number < 1 || number > state.questions().size()) {
            return new Decision.Refuse(new Refusal.UnknownQuestion(number));
        }
        KeptQuestion question = state.questions().get((int) number - 1);
        Settlement wanted = command.accept() ? Settlement.ACCEPTED : Settlement.REJECTED;
        if (question.settlement() == wanted) {
            return new Decision.Acknowledge(new StockOutcome.QuestionsJudged(List.of(number), command.accept()));
        }
        if (question.settlement() != Settlement.OPEN) {
            String how = question.settlement().name().toLowerCase(Locale.ROOT);
            return new Decision.Refuse(new Refusal.QuestionSettled(number, how));
        }
        if (!command.accept()) {
            return reconsidering(
                    instrument, new StockEvent.QuestionsRejected(List.of(number), cause), "its neighbour was rejected");
        }
        boolean isNew = state.series(question.timeframe()).at(question.bar().time()) == null;
        int bars = state.series(question.timeframe()).size();
        if (isNew && bars >= settings.maxBars()) {
            return new Decision.Refuse(new Refusal.LimitReached("bars-per-timeframe", settings.maxBars(), bars + 1L));
        }
        return reconsidering(
                instrument, new StockEvent.QuestionsAccepted(List.of(number), cause), "its neighbour was accepted");
    }

    private Decision withdraw(Instrument instrument, String importId) {
        if (state.imports().indexOf(importId) < 0) {
            return new Decision.Refuse(new Refusal.UnknownImport(importId));
        }
        StockEvent event = new StockEvent.ImportWithdrawn(importId, cause);
        StockState after = state.apply(event);
        boolean nothingLeft = after.days() == state.days()
                && after.minutes() == state.minutes()
                && after.actions().equals(state.actions())
                && after.questions().equals(state.questions());
        return nothingLeft
                ? new Decision.Acknowledge(new StockOutcome.ImportTakenBack(importId, 0, 0, 0))
                : reconsidering(instrument, event, "its neighbour was withdrawn");
    }

    /** Records an event and, with it, that it explains open questions about jumps. */
    private Decision reconsidering(Instrument instrument, StockEvent event, String explanation) {
        StockState after = state.apply(event);
        StockDecision next = new StockDecision(after, settings, cause);
        List<Long> explained = new ArrayList<>();
        for (Timeframe timeframe : List.of(Timeframe.D1, Timeframe.M1)) {
            var neighbours = new Neighbours(after, next.rules(instrument, timeframe));
            for (KeptQuestion question : Neighbours.openJumps(after, timeframe)) {
                boolean isExplained = neighbours
                        .judgeJump(question.bar(), null, Long.MAX_VALUE)
                        .isEmpty();
                if (isExplained) {
                    explained.add(question.question().question());
                }
            }
        }
        return explained.isEmpty()
                ? new Decision.Persist(List.of(event))
                : new Decision.Persist(
                        List.of(event, new StockEvent.QuestionsExplained(explained, explanation, cause)));
    }

    /** The instrument's identifiers after an event; what its listings must hold then. */
    static List<IdentifierSpan> identifiersAfter(StockState state, StockEvent event) {
        return switch (event) {
            case StockEvent.InstrumentListed listed -> listed.instrument().identifiers();
            case StockEvent.InstrumentChanged changed -> {
                List<IdentifierSpan> identifiers = changed.identifiers();
                yield identifiers == null ? state.identifiers() : identifiers;
            }
            case StockEvent.InstrumentDelisted delisted -> StockState.endTickers(state.identifiers(), delisted.on());
            default -> state.identifiers();
        };
    }
}
