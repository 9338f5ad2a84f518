package counterfoil.persistence.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class SequenceNumbersTest {
    @Property(tries = 20)
    void theNumberBeforeIsRememberedForEveryEntity(@ForAll @LongRange(min = 1, max = 1_000_000) long stride) {
        SequenceNumbers numbers = new SequenceNumbers();
        Map<Long, Long> expected = new HashMap<>();
        for (long i = 0; i < 5_000; i++) {
            long low = i * stride % 1_777;
            // All in few slots: the first half of the hash hardly differs.
            long before = numbers.put(low % 3, low, i + 1);
            assertThat(before).isEqualTo(expected.getOrDefault(low, 0L));
            expected.put(low, i + 1);
        }
        assertThat(numbers.entities()).isEqualTo(expected.size());
    }

    @Test
    void oneEntityTooManyCannotBeChecked() {
        SequenceNumbers numbers = new SequenceNumbers();
        for (long i = 0; i < SequenceNumbers.MAX_ENTITIES; i++) {
            numbers.put(i, i, 1);
        }
        assertThat(numbers.put(7, 7, 2)).isEqualTo(1);
        assertThatThrownBy(() -> numbers.put(-1, -1, 1))
                .isInstanceOf(CannotCheck.class)
                .hasMessageContaining("more than 4000000 entities");
    }
}
