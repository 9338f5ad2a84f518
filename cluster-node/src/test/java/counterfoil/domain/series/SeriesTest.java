package counterfoil.domain.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import counterfoil.market.Bar;
import counterfoil.market.Bars;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class SeriesTest {

    private static Bar bar(long time, double close) {
        return new Bar(time, close, close + 1, close - 1, close, 100);
    }

    private static Bars bars(long from, int count) {
        return Bars.of(LongStream.range(from, from + count)
                .mapToObj(time -> bar(time, (double) time))
                .toList());
    }

    @Test
    void barsAppendedOverManyChunksAreReadBackInOrder() {
        Series series = Series.EMPTY.record(bars(0, 700), 0).record(bars(700, 1_300), 1);

        assertThat(series.size()).isEqualTo(2_000);
        assertThat(IntStream.range(0, 2_000).allMatch(i -> series.time(i) == i && series.close(i) == i))
                .isTrue();
        assertThat(series.origin(699)).isZero();
        assertThat(series.origin(700)).isEqualTo(1);
    }

    @Test
    void olderBarsAreInsertedWhereTheyBelong() {
        Series series =
                Series.EMPTY.record(bars(1_000, 600), 0).record(bars(0, 3), 1).record(bars(500, 2), 2);

        assertThat(series.size()).isEqualTo(605);
        assertThat(IntStream.range(0, 6).mapToLong(series::time)).containsExactly(0L, 1L, 2L, 500L, 501L, 1_000L);
        assertThat(IntStream.range(0, 6).map(series::origin)).containsExactly(1, 1, 1, 2, 2, 0);
    }

    @Test
    void aReaderOfAnOlderSeriesStillSeesExactlyThatSeries() {
        Series older = Series.EMPTY.record(bars(0, 10), 0);

        Series oneWay = older.record(Bars.of(List.of(bar(10, 1))), 1);
        Series otherWay = older.record(Bars.of(List.of(bar(10, 2))), 2);
        Series corrected = older.correct(Bars.of(List.of(bar(9, 99))), 3);

        assertThat(older.size()).isEqualTo(10);
        assertThat(older.close(9)).isEqualTo(9);
        assertThat(oneWay.close(10)).isEqualTo(1);
        assertThat(otherWay.close(10)).isEqualTo(2);
        assertThat(corrected.close(9)).isEqualTo(99);
    }

    @Test
    void withdrawingACorrectionRestoresWhatStoodBefore() {
        Series series = Series.EMPTY
                .record(bars(0, 3), 0)
                .correct(Bars.of(List.of(bar(1, 50))), 1)
                .correct(Bars.of(List.of(bar(1, 60))), 2);

        assertThat(series.replacedAt(1))
                .extracting(version -> version.bar().close())
                .containsExactly(1.0, 50.0);
        assertThat(series.withdraw(2).close(1)).isEqualTo(50);
        assertThat(series.withdraw(1).close(1)).isEqualTo(60);
        assertThat(series.withdraw(1).withdraw(2).close(1)).isEqualTo(1);
        assertThat(series.withdraw(0).size()).isEqualTo(1);
        assertThat(series.withdraw(7)).isSameAs(series);
    }

    @Test
    void aBarThatIsNotThereCannotBeRead() {
        Series series = Series.EMPTY.record(bars(0, 3), 0);

        assertThat(series.at(3)).isNull();
        assertThat(Series.EMPTY.at(0)).isNull();
        assertThatThrownBy(() -> series.bar(3)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> series.bar(-1)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    /** A step: a batch of times that an import states. */
    record Batch(int origin, List<Long> times) {}

    @Provide
    Arbitrary<List<Batch>> batches() {
        Arbitrary<List<Long>> times = Arbitraries.longs()
                .between(0, 1_500)
                .set()
                .ofMinSize(1)
                .ofMaxSize(200)
                .map(set -> set.stream().sorted().toList());
        return times.list().ofMaxSize(12).map(lists -> {
            List<Batch> steps = new ArrayList<>();
            for (int i = 0; i < lists.size(); i++) {
                steps.add(new Batch(i, lists.get(i)));
            }
            return steps;
        });
    }

    /** The reference keeps, for each time, all that was stated and by whom. */
    @Property(tries = 200)
    void everyImportCanBeTakenBackAsIfItHadNeverBeen(@ForAll("batches") List<Batch> batches) {
        NavigableMap<Long, List<Version>> reference = new TreeMap<>();
        Series series = Series.EMPTY;
        for (Batch batch : batches) {
            List<Bar> fresh = new ArrayList<>();
            List<Bar> anew = new ArrayList<>();
            for (long time : batch.times) {
                Bar stated = bar(time, 1_000.0 * batch.origin + 10);
                (reference.containsKey(time) ? anew : fresh).add(stated);
                reference.computeIfAbsent(time, any -> new ArrayList<>()).add(new Version(batch.origin, stated));
            }
            series = series.record(Bars.of(fresh), batch.origin).correct(Bars.of(anew), batch.origin);
        }
        assertSame(series, reference);
        assertSame(Series.of(series.standing(), series.replaced()), reference);
        for (Batch batch : batches) {
            series = series.withdraw(batch.origin);
            reference.values().forEach(list -> list.removeIf(version -> version.origin() == batch.origin));
            reference.values().removeIf(List::isEmpty);
            assertSame(series, reference);
        }
    }

    private static void assertSame(Series series, NavigableMap<Long, List<Version>> reference) {
        assertThat(series.standing())
                .isEqualTo(reference.values().stream().map(List::getLast).toList());
        for (var entry : reference.entrySet()) {
            List<Version> stated = entry.getValue();
            assertThat(series.replacedAt(entry.getKey())).isEqualTo(stated.subList(0, stated.size() - 1));
            assertThat(series.at(entry.getKey())).isEqualTo(stated.getLast());
        }
    }
}
