package counterfoil.node.stock;

import counterfoil.market.calendar.Calendars;
import counterfoil.node.replay.EntityKind;
import counterfoil.node.replay.Past;
import counterfoil.node.replay.SnapshotForm;
import counterfoil.protocol.Event;
import counterfoil.protocol.stock.StockCommand;
import counterfoil.protocol.stock.StockEvent;
import counterfoil.protocol.stock.StockKey;
import counterfoil.protocol.stock.StockView;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How a stock is replayed, and how its past answers: as {@link StockEntity} does. */
public final class StockKind implements EntityKind<StockState> {
    /** The only one. */
    public static final StockKind INSTANCE = new StockKind();

    private StockKind() {}

    @Override
    public String type() {
        return StockKey.TYPE.name();
    }

    @Override
    public StockState empty() {
        return StockState.EMPTY;
    }

    @Override
    public StockState apply(StockState state, Event event) {
        return state.apply((StockEvent) event);
    }

    @Override
    public Object content(StockState state, @Nullable LocalDate asOf) {
        return StockContent.of(state, asOf);
    }

    @Override
    public boolean isDated() {
        return true;
    }

    @Override
    public Optional<SnapshotForm<StockState>> snapshots() {
        return Optional.of(new SnapshotForm<>(StockSnapshot.class, StockKind::restore));
    }

    private static Past<StockState> restore(Object snapshot) {
        StockState state = ((StockSnapshot) snapshot).toState();
        return new Past<>(state, state.sequence(), state.lastRecordedAt());
    }

    /** Answers a read from a past state of a stock. */
    public Function<Past<StockState>, StockView> answering(
            String instrumentId, StockCommand.Read read, Calendars calendars) {
        return past -> StockReads.answer(past.state(), instrumentId, read, false, calendars);
    }
}
