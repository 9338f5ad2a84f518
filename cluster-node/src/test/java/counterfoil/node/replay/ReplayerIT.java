package counterfoil.node.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import counterfoil.node.replay.Replay.Start;
import counterfoil.persistence.TestDatabase;
import counterfoil.persistence.query.Connections;
import counterfoil.protocol.Cause;
import counterfoil.protocol.Event;
import counterfoil.protocol.listing.ListingEvent.IdentifierReleased;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Bounds of the workers, and places to start from; the entity counts its events. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReplayerIT {
    private static final Instant FIRST = Instant.parse("2024-01-02T10:00:00Z");
    private static final AtomicInteger APPLIED = new AtomicInteger();
    private static final EntityKind<Integer> COUNTER = new UndatedKind<>(
            "counter",
            0,
            (count, event) -> {
                APPLIED.incrementAndGet();
                return count + 1;
            },
            count -> List.of(count));

    private final TestDatabase database = TestDatabase.shared();
    private final JournalRows rows = new JournalRows(database);

    /** Event n is recorded n seconds after the first instant. */
    private static List<Event> events(int from, int to) {
        List<Event> events = new ArrayList<>();
        for (int n = from; n <= to; n++) {
            Cause cause = new Cause("c" + n, "p", null, "r", FIRST.plusSeconds(n), null, null);
            events.add(new IdentifierReleased("i", cause));
        }
        return events;
    }

    private Replayer replayer(int workers, int queue, int cache) {
        return new Replayer(database::asApp, new ReplaySettings(workers, queue, cache));
    }

    private static CompletableFuture<Integer> count(Replayer replayer, String id, Instant knownAt) {
        return replayer.ask(COUNTER, id, knownAt, Start.KEPT, soon(), Past::state)
                .toCompletableFuture();
    }

    private static long soon() {
        return System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    }

    @Test
    void aReplayReadsPastEveryPageAndStopsAtTheInstant() throws Exception {
        rows.add("counter|pages", 0, events(1, 1_300));
        Replay replay = new Replay(database::asApp);

        for (int n : new int[] {0, 1, 511, 512, 513, 1_024, 1_025, 1_299, 1_300}) {
            Past<Integer> past = replay.at(COUNTER, "pages", FIRST.plusSeconds(n), Start.EVENTS);

            assertThat(past.state()).isEqualTo(n);
            assertThat(past.sequenceNumber()).isEqualTo(n);
            assertThat(past.exists()).isEqualTo(n > 0);
        }
        assertThat(replay.at(COUNTER, "pages", FIRST.plusSeconds(600).minusNanos(1), Start.EVENTS)
                        .state())
                .isEqualTo(599);
    }

    @Test
    void aKeptStateSavesItsEventsAndNeverAnEventThatCameLater() throws Exception {
        rows.add("counter|kept", 0, events(1, 100));
        try (Replayer replayer = replayer(1, 10, 1)) {
            assertThat(count(replayer, "kept", FIRST.plusSeconds(60)).get()).isEqualTo(60);
            int applied = APPLIED.get();
            assertThat(count(replayer, "kept", FIRST.plusSeconds(1_000)).get()).isEqualTo(100);
            assertThat(APPLIED.get() - applied).isEqualTo(40);
            // Recorded within an instant that was asked for before it was committed.
            rows.add("counter|kept", 100, events(101, 130));

            assertThat(count(replayer, "kept", FIRST.plusSeconds(1_000)).get()).isEqualTo(130);
            assertThat(count(replayer, "kept", FIRST.plusSeconds(99)).get()).isEqualTo(99);
        }
    }

    @Test
    void aFullQueueRefusesAtOnceAndTheRestIsAnswered() throws Exception {
        rows.add("counter|slow", 0, events(1, 1));
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        try (Replayer replayer = replayer(1, 2, 0)) {
            CompletableFuture<Integer> first =
                    replayer.read("counter|slow", () -> held(entered, released)).toCompletableFuture();
            entered.await();
            CompletableFuture<Integer> second = count(replayer, "slow", FIRST.plusSeconds(1));
            CompletableFuture<Integer> third = count(replayer, "other", FIRST.plusSeconds(1));

            assertThatThrownBy(() -> count(replayer, "slow", FIRST).get())
                    .cause()
                    .isInstanceOfSatisfying(
                            ReplayRefused.class,
                            refused -> assertThat(refused.why()).isEqualTo(ReplayRefused.Why.BUSY));
            released.countDown();
            assertThat(List.of(first.get(), second.get(), third.get())).containsExactly(7, 1, 0);
        }
    }

    private static int held(CountDownLatch entered, CountDownLatch released) {
        entered.countDown();
        try {
            released.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return 7;
    }

    @Test
    void oneEntityIsReplayedByOneThreadAtATimeAndAnotherIsNotHeldUp() throws Exception {
        rows.add("counter|one", 0, events(1, 3));
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        try (Replayer replayer = replayer(2, 10, 4)) {
            CompletableFuture<Integer> holding =
                    replayer.read("counter|one", () -> held(entered, released)).toCompletableFuture();
            entered.await();
            CompletableFuture<Integer> waiting = count(replayer, "one", FIRST.plusSeconds(3));
            assertThat(count(replayer, "nobody", FIRST).get()).isZero();

            assertThat(waiting).isNotDone();
            released.countDown();
            assertThat(holding.get()).isEqualTo(7);
            assertThat(waiting.get()).isEqualTo(3);
        }
    }

    @Test
    void whenTimeIsUpTheReplayStops() throws Exception {
        rows.add("counter|late", 0, events(1, 10));
        try (Replayer replayer = replayer(1, 10, 4)) {
            assertThatThrownBy(() -> replayer.ask(
                                    COUNTER, "late", FIRST.plusSeconds(9), Start.KEPT, System.nanoTime(), Past::state)
                            .toCompletableFuture()
                            .get())
                    .cause()
                    .isInstanceOfSatisfying(
                            ReplayRefused.class,
                            refused -> assertThat(refused.why()).isEqualTo(ReplayRefused.Why.TIME_UP));
            assertThat(count(replayer, "late", FIRST.plusSeconds(9)).get()).isEqualTo(9);
        }
    }

    @Test
    void afterTheEndEveryQuestionFailsAndNoneHangs() throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        Replayer replayer = replayer(1, 10, 4);
        CompletableFuture<Integer> under =
                replayer.read("counter|x", () -> held(entered, released)).toCompletableFuture();
        entered.await();
        CompletableFuture<Integer> waiting = count(replayer, "y", FIRST);
        replayer.close();
        released.countDown();

        assertThat(under.get()).isEqualTo(7);
        assertThatThrownBy(waiting::get).cause().isInstanceOf(ReplayRefused.class);
        assertThatThrownBy(() -> count(replayer, "z", FIRST).get()).isInstanceOf(ExecutionException.class);
    }

    @Test
    void aDatabaseThatIsAwayAndAQuestionThatBreaksFailTheirQuestionOnly() throws Exception {
        Connections away = () -> {
            throw new SQLException("connection refused");
        };
        try (Replayer replayer = new Replayer(away, new ReplaySettings(1, 4, 0))) {
            assertThatThrownBy(() -> count(replayer, "x", FIRST).get()).hasCauseInstanceOf(SQLException.class);
            assertThatThrownBy(() -> replayer.read("x", () -> {
                                throw new StackOverflowError("deep");
                            })
                            .toCompletableFuture()
                            .get())
                    .hasCauseInstanceOf(StackOverflowError.class);
            assertThat(replayer.read("x", () -> 5).toCompletableFuture().get()).isEqualTo(5);
        }
    }
}
