package counterfoil.node.live;

import static org.assertj.core.api.Assertions.assertThat;

import counterfoil.http.live.LiveSource.Past;
import counterfoil.persistence.journal.EventSerializer;
import counterfoil.persistence.journal.JournalReader;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a client that was away is told. */
class PastFactsIT {
    private static final FeedSettings SETTINGS =
            new FeedSettings(32, Duration.ofMillis(5), Duration.ofMillis(5), Duration.ofMillis(50), 10, 1, 10);

    private final SealedByHand log = new SealedByHand();
    private final PastFacts past =
            new PastFacts(log.database::asApp, new JournalReader(log.database::asApp, new EventSerializer()), SETTINGS);

    @BeforeEach
    void open() throws SQLException {
        log.openLog(1);
    }

    @AfterEach
    void close() {
        past.close();
    }

    private Past after(long position, Set<String> stocks, int limit) {
        return past.after(position, stocks, limit).toCompletableFuture().join();
    }

    private Past of(String stock, long number, int limit) {
        return past.of(stock, number, limit).toCompletableFuture().join();
    }

    @Test
    void pagesOfAllStocksJoinWithoutGapOrRepeat() throws Exception {
        log.write("a", 1, 4);
        log.write("listing|X", List.of(SealedByHand.event(1)), 1);
        log.write("b", 1, 3);
        log.seal(1, 1, 8);
        List<String> names = new ArrayList<>();
        Past page = after(-1, Set.of(), 3);
        names.addAll(Heard.namesOf(page.facts()));
        while (!page.isEnd()) {
            page = after(page.next(), Set.of(), 3);
            names.addAll(Heard.namesOf(page.facts()));
        }
        assertThat(names).containsExactly("a-1", "a-2", "a-3", "a-4", "b-1", "b-2", "b-3");
        assertThat(page.next()).isEqualTo(7);
        assertThat(after(5, Set.of(), 10)).extracting(Past::next, Past::isEnd).containsExactly(7L, true);
    }

    @Test
    void onlyTheStocksAskedForAreAnswered() throws Exception {
        log.write("a", 1, 4);
        log.write("b", 1, 3);
        log.write("c", 1, 2);
        log.seal(1, 1, 9);
        assertThat(Heard.namesOf(after(4, Set.of("b", "c"), 10).facts())).containsExactly("b-2", "b-3", "c-1", "c-2");
        assertThat(after(0, Set.of("nobody"), 10)).isEqualTo(new Past(List.of(), 8, true));
    }

    /** Nobody was told such a position, so it stands for the end: who goes on from there misses nothing that follows. */
    @Test
    void aPositionBehindTheEndStandsForTheEnd() throws Exception {
        log.write("a", 1, 4);
        log.seal(1, 1, 4);
        assertThat(after(999, Set.of(), 10)).isEqualTo(new Past(List.of(), 3, true));
        assertThat(after(new LogPosition(7, 1).told(), Set.of(), 10)).isEqualTo(new Past(List.of(), 3, true));
    }

    @Test
    void ofOneStockOnlyWhatIsSealedIsAnswered() throws Exception {
        log.write("a", 1, 5);
        log.seal(1, 1, 3);
        assertThat(Heard.namesOf(of("a", 1, 10).facts())).containsExactly("a-2", "a-3");
        assertThat(of("a", 1, 10)).extracting(Past::next, Past::isEnd).containsExactly(3L, true);
        assertThat(of("a", 0, 2)).extracting(Past::next, Past::isEnd).containsExactly(2L, false);
        assertThat(of("a", 3, 2)).isEqualTo(new Past(List.of(), 3, true));
        assertThat(of("nobody", 0, 2)).isEqualTo(new Past(List.of(), 0, true));
    }

    /** Told up to position 4 of the old log, where b-1 (ordering 4) was still missing. */
    @Test
    void aPositionOfAnOldLogGoesOnInTheNewOne() throws Exception {
        log.write("a", 1, 3);
        log.write("b", 1, 1);
        log.write("a", 4, 6);
        log.seal(1, 1, 3);
        log.seal(1, 5, 2);
        log.openLog(2);
        log.seal(2, 1, 3);
        assertThat(past.after(4, Set.of(), 10).toCompletableFuture())
                .failsWithin(Duration.ofSeconds(10))
                .withThrowableThat()
                .withMessageContaining("still being filled");
        log.seal(2, 4, 4);

        Past page = after(4, Set.of(), 10);
        assertThat(Heard.namesOf(page.facts())).containsExactly("b-1");
        assertThat(Heard.namesOf(after(page.next(), Set.of(), 10).facts())).containsExactly("a-6");
    }

    /** The new log does not hold a-3 yet, but who reads by the stock's own numbers must not be told that there is none. */
    @Test
    void whileANewLogIsFilledAStockDoesNotPretendToEnd() throws Exception {
        log.write("a", 1, 3);
        log.seal(1, 1, 3);
        log.openLog(2);
        log.seal(2, 1, 2);
        assertThat(past.of("a", 0, 10).toCompletableFuture())
                .failsWithin(Duration.ofSeconds(10))
                .withThrowableThat()
                .withMessageContaining("still being filled");
        log.seal(2, 3, 1);
        assertThat(Heard.namesOf(of("a", 0, 10).facts())).containsExactly("a-1", "a-2", "a-3");
    }
}
