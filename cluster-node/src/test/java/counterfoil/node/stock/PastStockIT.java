package counterfoil.node.stock;

import static org.assertj.core.api.Assertions.assertThat;

import counterfoil.market.calendar.Calendars;
import counterfoil.node.replay.JournalRows;
import counterfoil.node.replay.Past;
import counterfoil.node.replay.Replay;
import counterfoil.node.replay.Replay.Start;
import counterfoil.node.replay.ReplaySettings;
import counterfoil.node.replay.Replayer;
import counterfoil.persistence.TestDatabase;
import counterfoil.persistence.journal.StateJson;
import counterfoil.protocol.stock.StockCommand;
import counterfoil.protocol.stock.StockView;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A stock answers at known_at what it answered then. Histories are generated; a seed repeats one. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PastStockIT {
    private static final long PATIENCE_SECONDS = 60;

    private final TestDatabase database = TestDatabase.shared();
    private final JournalRows rows = new JournalRows(database);
    private final Replay replay = new Replay(database::asApp);
    private Replayer replayer;

    @BeforeAll
    void start() {
        replayer = new Replayer(database::asApp, new ReplaySettings(2, 1_000, 5));
    }

    @AfterAll
    void end() {
        replayer.close();
    }

    private StockHistory recorded(long seed) throws SQLException {
        StockHistory history = new StockHistory(seed, 60);
        rows.add("stock|" + PureStock.ID + seed, 0, history.events);
        return history;
    }

    private <R> CompletableFuture<R> ask(
            long seed, Instant knownAt, Start start, Function<Past<StockState>, R> question) {
        return replayer.ask(
                        StockKind.INSTANCE,
                        PureStock.ID + seed,
                        knownAt,
                        start,
                        System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS),
                        question)
                .toCompletableFuture();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void everyReadAtAnInstantAnswersWhatTheStockAnsweredThen(long seed) throws Exception {
        StockHistory history = recorded(seed);
        List<Instant> instants = new ArrayList<>(history.answers.keySet());
        Collections.shuffle(instants, new Random(seed));
        List<CompletableFuture<List<StockView>>> replayed = new ArrayList<>();
        for (Instant instant : instants) {
            // Between two instants nothing is recorded, so any instant in between answers like the first.
            Instant next = history.answers.higherKey(instant);
            Instant knownAt = next == null ? instant.plusSeconds(1_000_000) : next.minusNanos(1);
            replayed.add(ask(seed, knownAt, Start.KEPT, past -> answers(past)));
            replayed.add(ask(seed, instant, Start.KEPT, past -> answers(past)));
        }
        for (int i = 0; i < replayed.size(); i++) {
            assertThat(replayed.get(i).get(PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .as("seed %d at %s", seed, instants.get(i / 2))
                    .usingRecursiveComparison()
                    .withEqualsForType((one, other) -> Double.compare(one, other) == 0, Double.class)
                    .isEqualTo(history.answers.get(instants.get(i / 2)));
        }
        assertThat(history.events).hasSizeGreaterThan(30);
    }

    private static List<StockView> answers(Past<StockState> past) {
        List<StockView> answers = new ArrayList<>();
        for (StockCommand.Read read : StockHistory.reads()) {
            answers.add(StockKind.INSTANCE
                    .answering(PureStock.ID, read, Calendars.NONE)
                    .apply(past));
        }
        return answers;
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13})
    void theDigestIsThatOfTheLiveStateFromEventsFromASnapshotAndFromAKeptState(long seed) throws Exception {
        StockHistory history = recorded(seed);
        for (Instant instant : history.states.keySet()) {
            String live = digest(history.states.get(instant));
            StockState restored = StockSnapshot.of(history.states.get(instant)).toState();

            assertThat(digest(restored)).as("a restored snapshot").isEqualTo(live);
            assertThat(digest(replay.at(StockKind.INSTANCE, PureStock.ID + seed, instant, Start.EVENTS)
                            .state()))
                    .as("from events")
                    .isEqualTo(live);
            assertThat(ask(seed, instant, Start.KEPT, past -> digest(past.state()))
                            .get())
                    .as("from a kept state")
                    .isEqualTo(live);
        }
        assertThat(history.states.values().stream().map(PastStockIT::digest).distinct())
                .hasSizeGreaterThan(20);
    }

    private static String digest(StockState state) {
        return StateJson.of(StockKind.INSTANCE.content(state, null)).digest();
    }

    @Test
    void beforeTheFirstEventThereIsNoSuchInstrument() throws Exception {
        recorded(21);
        Past<StockState> past =
                replay.at(StockKind.INSTANCE, PureStock.ID + 21, StockHistory.FIRST.minusNanos(1), Start.KEPT);

        assertThat(past.exists()).isFalse();
        assertThat(answers(past)).allMatch(view -> view instanceof StockView.Refused);
    }
}
