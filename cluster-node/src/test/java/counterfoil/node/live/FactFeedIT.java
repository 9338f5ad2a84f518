package counterfoil.node.live;

import static org.assertj.core.api.Assertions.assertThat;

import counterfoil.http.live.LiveSource.SealedFact;
import counterfoil.persistence.journal.EventSerializer;
import counterfoil.persistence.journal.JournalReader;
import counterfoil.persistence.query.Connections;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is told of a log, through everything that can happen to it. */
class FactFeedIT {
    private static final FeedSettings SETTINGS =
            new FeedSettings(32, Duration.ofMillis(5), Duration.ofMillis(5), Duration.ofMillis(50), 10, 1, 10);

    private final SealedByHand log = new SealedByHand();
    private final AtomicBoolean isAway = new AtomicBoolean();
    private final Heard heard = new Heard();
    private final Connections connections = () -> {
        if (isAway.get()) {
            throw new SQLException("the database is away");
        }
        return log.database.asApp();
    };
    private final FactFeed feed = new FactFeed(
            connections, new JournalReader(connections, new EventSerializer()), SETTINGS, () -> SealedByHand.WRITTEN);

    @BeforeEach
    void open() throws SQLException {
        log.openLog(1);
        feed.tell(heard);
    }

    @AfterEach
    void close() {
        feed.close();
    }

    private long want(boolean wanted) {
        return feed.want(wanted).toCompletableFuture().join();
    }

    private static List<String> names(String stock, int first, int last) {
        return IntStream.rangeClosed(first, last).mapToObj(n -> stock + "-" + n).toList();
    }

    @Test
    void factsAreToldInOrderFromTheEndOfTheLogOn() throws Exception {
        log.write("a", 1, 5);
        log.seal(1, 1, 5);
        assertThat(want(true)).isEqualTo(4);

        log.write("b", 1, 25);
        log.seal(1, 6, 25);
        heard.awaitFacts(25);

        assertThat(heard.names()).isEqualTo(names("b", 1, 25));
        assertThat(heard.facts)
                .extracting(SealedFact::position)
                .isEqualTo(LongStream.rangeClosed(5, 29).boxed().toList());
        assertThat(heard.facts.getFirst().event()).isEqualTo(SealedByHand.event(1));
    }

    /** The row of ordering 3 commits when those behind it are sealed and told: it comes after them, and does come. */
    @Test
    void aLateRowIsToldWhenItIsSealed() throws Exception {
        want(true);
        log.write("a", 1, 2);
        log.write("b", 1, 1);
        log.write("a", 3, 4);
        log.leaveGap();
        log.seal(1, 1, 2);
        log.seal(1, 4, 2);
        heard.awaitFacts(4);
        log.seal(1, 3, 1);
        heard.awaitFacts(5);

        assertThat(heard.names()).containsExactly("a-1", "a-2", "a-3", "a-4", "b-1");
        assertThat(heard.facts).extracting(SealedFact::position).containsExactly(0L, 1L, 2L, 3L, 4L);
    }

    @Test
    void whatIsNotAboutAStockIsPassedOver() throws Exception {
        want(true);
        log.write("listing|AAPL.XNAS", List.of(SealedByHand.event(1)), 1);
        log.write("a", 1, 1);
        log.seal(1, 1, 2);
        heard.awaitFacts(1);
        assertThat(heard.names()).containsExactly("a-1");
        assertThat(heard.facts.getFirst().position()).isEqualTo(1);
    }

    @Test
    void aLostDatabaseIsToldAndNothingIsSkippedOrRepeated() throws Exception {
        want(true);
        log.write("a", 1, 3);
        log.seal(1, 1, 3);
        heard.awaitFacts(3);

        isAway.set(true);
        log.cutConnections();
        log.write("a", 4, 30);
        log.seal(1, 4, 27);
        heard.awaitHealthChanges(1);
        assertThat(feed.health().isReading()).isFalse();
        isAway.set(false);
        heard.awaitFacts(30);

        assertThat(heard.names()).isEqualTo(names("a", 1, 30));
        assertThat(heard.healths).containsExactly(false, true);
        assertThat(feed.health().position()).isEqualTo(29);
    }

    @Test
    void whileTheDatabaseIsAwayAWishFails() {
        isAway.set(true);
        assertThat(feed.want(true).toCompletableFuture())
                .failsWithin(Duration.ofSeconds(10))
                .withThrowableThat()
                .withMessageContaining("the database is away");
        isAway.set(false);
        assertThat(want(true)).isEqualTo(-1);
        assertThat(feed.health().isReading()).isTrue();
    }

    /** Wishes made in a row take effect in a row: only what is sealed behind the last answer is told, once. */
    @Test
    void afterAPauseFactsAreToldFromTheNewEndOn() throws Exception {
        want(true);
        var off = feed.want(false);
        var on = feed.want(true);
        var again = feed.want(false);
        assertThat(off.toCompletableFuture().join()).isEqualTo(-1);
        assertThat(on.toCompletableFuture().join()).isEqualTo(-1);
        assertThat(again.toCompletableFuture().join()).isEqualTo(-1);
        log.write("a", 1, 4);
        log.seal(1, 1, 4);

        assertThat(want(true)).isEqualTo(3);
        assertThat(want(true)).as("asked again").isEqualTo(3);
        log.write("a", 5, 6);
        log.seal(1, 5, 2);
        heard.awaitFacts(2);

        assertThat(heard.names()).containsExactly("a-5", "a-6");
    }

    /** To leave it out would be a lie about its stock; what stands before it is told. */
    @Test
    void aMissingRowIsNotSkipped() throws Exception {
        log.write("a", 1, 8);
        log.rows.spoil("DELETE", "stock|a", 5L);
        want(true);
        log.seal(1, 1, 8);
        heard.awaitHealthChanges(1);
        heard.awaitFacts(4);
        assertThat(heard.names()).isEqualTo(names("a", 1, 4));
        assertThat(feed.health().isReading()).isFalse();
    }

    @Test
    void aRowThatIsNoEventOfThisReleaseIsNotSkipped() throws Exception {
        log.write("a", 1, 8);
        log.rows.spoil("event_ser_manifest = 'stock.Nonsense.v1'", "stock|a", 5L);
        want(true);
        log.seal(1, 1, 8);
        heard.awaitHealthChanges(1);
        assertThat(heard.names()).isEqualTo(names("a", 1, 4));
    }

    /**
     * The old log had sealed a-1 to a-6 and told them, b-1 late at its end not yet; rows 8 to 9 were never sealed in it. The
     * new log seals the journal in its own order.
     */
    @Test
    void intoANewLogNothingIsSkippedOrRepeated() throws Exception {
        want(true);
        log.write("a", 1, 3);
        log.write("b", 1, 1);
        log.write("a", 4, 6);
        log.seal(1, 1, 3);
        log.seal(1, 5, 3);
        heard.awaitFacts(6);
        log.write("c", 1, 2);

        log.openLog(2);
        log.seal(2, 1, 9);
        heard.awaitFacts(9);
        log.write("c", 3, 25);
        log.seal(2, 10, 23);
        heard.awaitFacts(32);

        assertThat(heard.names().subList(0, 9))
                .containsExactly("a-1", "a-2", "a-3", "a-4", "a-5", "a-6", "b-1", "c-1", "c-2");
        assertThat(heard.names().subList(9, 32)).isEqualTo(names("c", 3, 25));
        assertThat(heard.facts).extracting(SealedFact::position).isSorted();
        assertThat(LogPosition.of(heard.facts.get(6).position())).isEqualTo(new LogPosition(2, 3));
    }

    /** A new log is filled step by step, and may itself be followed by another one before the reader is through. */
    @Test
    void twoNewLogsInARowAreFollowedToo() throws Exception {
        want(true);
        log.write("a", 1, 30);
        log.seal(1, 1, 20);
        heard.awaitFacts(20);
        log.openLog(2);
        log.seal(2, 1, 22);
        heard.awaitFacts(22);
        log.openLog(3);
        log.seal(3, 1, 12);
        log.seal(3, 13, 18);
        heard.awaitFacts(30);
        assertThat(heard.names()).isEqualTo(names("a", 1, 30));
    }

    @Test
    void beforeTheFirstLogIsOpenedThereIsNothingToTell() {
        assertThat(new LogPosition(1, -1).told()).isEqualTo(-1);
        assertThat(LogPosition.of(-1)).isEqualTo(new LogPosition(1, -1));
        assertThat(LogPosition.of(new LogPosition(3, 17).told())).isEqualTo(new LogPosition(3, 17));
    }
}
