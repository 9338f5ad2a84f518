package counterfoil.http.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RingTest {
    @Test
    void theNewestAreHereAndTheOldestAreGone() {
        Ring<Integer> ring = new Ring<>(4, Long.MAX_VALUE, element -> 1);
        for (int i = 0; i < 6; i++) {
            ring.add(i);
        }

        assertThat(ring.tail()).isEqualTo(2);
        assertThat(ring.head()).isEqualTo(6);
        assertThat(ring.get(1)).isNull();
        assertThat(ring.get(2)).isEqualTo(2);
        assertThat(ring.get(5)).isEqualTo(5);
    }

    @Test
    void weightMakesRoomToo() {
        Ring<Integer> ring = new Ring<>(8, 10, element -> element);
        ring.add(4);
        ring.add(4);
        ring.add(4);

        assertThat(ring.tail()).isEqualTo(1);
    }

    @Test
    void anElementAboveAllWeightIsKeptAlone() {
        Ring<Integer> ring = new Ring<>(8, 10, element -> element);
        ring.add(4);
        ring.add(40);

        assertThat(ring.get(0)).isNull();
        assertThat(ring.get(1)).isEqualTo(40);
    }

    @Test
    void aReaderNeverTakesOneElementForAnother() throws InterruptedException {
        Ring<Long> ring = new Ring<>(8, Long.MAX_VALUE, element -> 1);
        long all = 300_000;
        AtomicLong wrong = new AtomicLong();
        Thread reader = new Thread(() -> {
            for (long index = 0; index < all; ) {
                if (index >= ring.head()) {
                    Thread.onSpinWait();
                    continue;
                }
                Long element = ring.get(index);
                if (element == null) {
                    index = Math.max(index + 1, ring.tail());
                } else {
                    wrong.addAndGet(element == index ? 0 : 1);
                    index++;
                }
            }
        });
        reader.start();
        for (long i = 0; i < all; i++) {
            ring.add(i);
        }
        reader.join();

        assertThat(wrong).hasValue(0);
    }
}
