package counterfoil.node.pulse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.apache.pekko.actor.Address;
import org.apache.pekko.cluster.UniqueAddress;
import org.junit.jupiter.api.Test;

/** Members a, b, c … by rising address; numbers are when each vouched last. */
class MajorityTest {
    private static UniqueAddress member(int index) {
        return new UniqueAddress(new Address("pekko", "counterfoil", "127.0.0.1", 25_520 + index), (long) index);
    }

    private static OptionalLong since(int members, Map<Integer, Long> vouched) {
        List<UniqueAddress> all =
                IntStream.range(0, members).mapToObj(MajorityTest::member).toList();
        Map<UniqueAddress, Long> by = new HashMap<>();
        vouched.forEach((index, at) -> by.put(member(index), at));
        return Majority.since(all, by);
    }

    @Test
    void aClusterOfOneHasItsMajorityInItself() {
        assertThat(since(1, Map.of(0, 7L))).hasValue(7);
    }

    @Test
    void ofThreeTwoAreAMajorityAsOldAsTheOlderOfTheNewestTwo() {
        assertThat(since(3, Map.of(0, 10L))).isEmpty();
        assertThat(since(3, Map.of(0, 10L, 1, 4L))).hasValue(4);
        assertThat(since(3, Map.of(0, 10L, 1, 4L, 2, 8L))).hasValue(8);
    }

    @Test
    void ofFiveThreeAreNeeded() {
        assertThat(since(5, Map.of(0, 1L, 4, 2L))).isEmpty();
        assertThat(since(5, Map.of(0, 1L, 3, 3L, 4, 2L))).hasValue(1);
    }

    @Test
    void ofTwoTheLowerAddressAloneIsEnoughAndTheHigherIsNot() {
        assertThat(since(2, Map.of(0, 5L))).hasValue(5);
        assertThat(since(2, Map.of(1, 5L))).isEmpty();
        assertThat(since(2, Map.of(0, 3L, 1, 5L))).hasValue(3);
    }

    @Test
    void halfOfFourIsEnoughOnlyWithTheLowestAddress() {
        assertThat(since(4, Map.of(0, 5L, 3, 2L))).hasValue(2);
        assertThat(since(4, Map.of(2, 5L, 3, 2L))).isEmpty();
    }

    @Test
    void whoIsNoMemberDoesNotCount() {
        assertThat(since(3, Map.of(0, 10L, 7, 10L))).isEmpty();
        assertThat(since(0, Map.of())).isEmpty();
    }
}
