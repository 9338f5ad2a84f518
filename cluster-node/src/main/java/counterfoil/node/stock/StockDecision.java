package counterfoil.node.stock;

import counterfoil.domain.series.Plausibility;
import counterfoil.market.IdentifierSpan;
import counterfoil.market.Instrument;
import counterfoil.market.Timeframe;
import counterfoil.protocol.Cause;
import counterfoil.protocol.Refusal;
import counterfoil.protocol.stock.StockCommand;
import counterfoil.protocol.stock.StockEvent;
import counterfoil.protocol.stock.StockOutcome;
import counterfoil.protocol.stock.StockView.KeptQuestion;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Decides what a stock does about a write, from the command and the state alone. */
final class StockDecision {
    private static final int EXPLAINED_PER_EVENT = 1_000;

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
            case StockCommand.StateAdjustments adjustments -> state(adjustments);
            case StockCommand.RecordCorporateActions actions ->
                new ActionsDecision(state, settings, cause, instrument).decide(actions);
            case StockCommand.JudgeQuestion judge -> questions(instrument).judge(judge);
            case StockCommand.JudgeQuestions judge -> questions(instrument).judge(judge);
            case StockCommand.JudgeMatching judge -> questions(instrument).judge(judge);
            case StockCommand.WithdrawImport withdraw -> withdraw(instrument, withdraw.importId());
        };
    }

    /** The same again of the same source is known. */
    private Decision state(StockCommand.StateAdjustments command) {
        String source = command.origin().source();
        boolean isKnown = state.stated().stream()
                .filter(kept -> kept.source().equals(source))
                .reduce((earlier, later) -> later)
                .filter(kept -> kept.runs().equals(command.runs()))
                .isPresent();
        if (isKnown) {
            return new Decision.Acknowledge(
                    new StockOutcome.AdjustmentsKept(command.origin().importId(), 0));
        }
        long runs = command.runs().size()
                + state.stated().stream().mapToLong(kept -> kept.runs().size()).sum();
        return runs > settings.maxActions()
                ? new Decision.Refuse(new Refusal.LimitReached("adjustments-per-stock", settings.maxActions(), runs))
                : new Decision.Persist(
                        List.of(new StockEvent.AdjustmentsStated(command.origin(), command.runs(), cause)));
    }

    private QuestionsDecision questions(Instrument instrument) {
        return new QuestionsDecision(state, settings, cause, instrument);
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

    private Decision withdraw(Instrument instrument, String importId) {
        if (state.imports().indexOf(importId) < 0) {
            return new Decision.Refuse(new Refusal.UnknownImport(importId));
        }
        StockEvent event = new StockEvent.ImportWithdrawn(importId, cause);
        StockState after = state.apply(event);
        boolean nothingLeft = after.days() == state.days()
                && after.minutes() == state.minutes()
                && after.actions().equals(state.actions())
                && after.stated().equals(state.stated())
                && after.questions().equals(state.questions());
        return nothingLeft
                ? new Decision.Acknowledge(new StockOutcome.ImportTakenBack(importId, 0, 0, 0))
                : reconsidering(instrument, List.of(event), "its neighbour was withdrawn");
    }

    /** Records events and, with them, that they explain open questions about jumps. */
    Decision reconsidering(Instrument instrument, List<StockEvent> events, String explanation) {
        StockState after = state;
        for (StockEvent event : events) {
            after = after.apply(event);
        }
        StockDecision next = new StockDecision(after, settings, cause);
        List<Long> explained = new ArrayList<>();
        for (Timeframe timeframe : List.of(Timeframe.D1, Timeframe.M1)) {
            var neighbours = new Neighbours(after, next.rules(instrument, timeframe));
            for (KeptQuestion question : Neighbours.openJumps(after, timeframe)) {
                boolean isExplained =
                        neighbours.judgeJump(question.bar(), Long.MAX_VALUE).isEmpty();
                if (isExplained) {
                    explained.add(question.question().question());
                }
            }
        }
        List<StockEvent> all = new ArrayList<>(events);
        for (int from = 0; from < explained.size(); from += EXPLAINED_PER_EVENT) {
            int to = Math.min(from + EXPLAINED_PER_EVENT, explained.size());
            all.add(new StockEvent.QuestionsExplained(List.copyOf(explained.subList(from, to)), explanation, cause));
        }
        return new Decision.Persist(all);
    }

    /** The instrument's identifiers after events; what its listings must hold then. */
    static List<IdentifierSpan> identifiersAfter(StockState state, List<StockEvent> events) {
        List<IdentifierSpan> identifiers = state.identifiers();
        for (StockEvent event : events) {
            if (event instanceof StockEvent.InstrumentListed listed) {
                identifiers = listed.instrument().identifiers();
            } else if (event instanceof StockEvent.InstrumentChanged changed && changed.identifiers() != null) {
                identifiers = changed.identifiers();
            } else if (event instanceof StockEvent.InstrumentDelisted delisted) {
                identifiers = StockState.endTickers(identifiers, delisted.on());
            }
        }
        return identifiers;
    }
}
