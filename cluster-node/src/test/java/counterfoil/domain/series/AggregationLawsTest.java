package counterfoil.domain.series;

import static org.assertj.core.api.Assertions.assertThat;

import counterfoil.market.Bar;
import counterfoil.market.Bars;
import counterfoil.market.Mic;
import counterfoil.market.Timeframe;
import counterfoil.market.calendar.Calendars;
import counterfoil.market.calendar.Segments;
import counterfoil.market.calendar.Segments.Segment;
import counterfoil.node.calendar.CalendarFiles;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for every aggregation, whatever the minutes, the market and the time of year. */
class AggregationLawsTest {
    private static final Calendars CALENDARS = CalendarFiles.shipped();
    private static final List<String> MARKETS = List.of("XNYS", "XETR", "XLON", "XOFF", "XTKS");

    /** Minutes of two weeks, in which summer time begins in New York and, in the third, in Europe. */
    private static final long FIRST_MINUTE = 1_709_856_000 / 60;

    private static final int MINUTES = 24 * 1_440;

    @Provide
    Arbitrary<List<Bar>> minutes() {
        return Arbitraries.integers()
                .between(0, MINUTES - 1)
                .set()
                .ofMinSize(1)
                .ofMaxSize(200)
                .map(offsets -> new TreeSet<>(offsets)
                        .stream().map(AggregationLawsTest::minute).toList());
    }

    /** Whole volumes, so that sums are exact. */
    private static Bar minute(int offset) {
        double open = 100 + offset % 17;
        double close = 100 + offset % 13;
        return new Bar(
                (FIRST_MINUTE + offset) * 60,
                open,
                Math.max(open, close) + offset % 3,
                Math.min(open, close) - offset % 5,
                close,
                offset % 1_000);
    }

    @Provide
    Arbitrary<Timeframe> intraday() {
        return Arbitraries.of(Timeframe.M5, Timeframe.M15, Timeframe.H1);
    }

    @Provide
    Arbitrary<Segments> markets() {
        return Arbitraries.of(MARKETS).map(AggregationLawsTest::segments);
    }

    private static Segments segments(String mic) {
        return new Segments(new Mic(mic).zone(), CALENDARS.of(new Mic(mic)).orElse(null));
    }

    @Property(tries = 300)
    void everyMinuteIsInTheOneBarOfItsSegment(
            @ForAll("minutes") List<Bar> minutes,
            @ForAll("intraday") Timeframe timeframe,
            @ForAll("markets") Segments segments) {
        Bars bars = made(timeframe, minutes, segments);
        int next = 0;
        for (int i = 0; i < bars.size(); i++) {
            Segment segment = segments.at(bars.time(i));
            List<Bar> own = new ArrayList<>();
            // Outside of sessions the first bar of a segment may begin between two multiples of its length.
            long late = Math.floorMod(bars.time(i) - segment.anchor(), timeframe.seconds());
            long end = Math.min(segment.end(), bars.time(i) - late + timeframe.seconds());
            while (next < minutes.size() && minutes.get(next).time() < end) {
                own.add(minutes.get(next++));
            }
            assertThat(own).as("a bar has minutes").isNotEmpty();
            assertThat(own.getFirst().time()).isGreaterThanOrEqualTo(bars.time(i));
            assertThat(bars.get(i)).isEqualTo(drawnTogether(bars.time(i), own));
            boolean onGrid = (bars.time(i) - segment.anchor()) % timeframe.seconds() == 0;
            assertThat(onGrid || bars.time(i) == segment.start()).isTrue();
        }
        assertThat(next).as("minutes that are in a bar").isEqualTo(minutes.size());
    }

    /** The definition, written down once more in another way. */
    private static Bar drawnTogether(long time, List<Bar> own) {
        return new Bar(
                time,
                own.getFirst().open(),
                own.stream().mapToDouble(Bar::high).max().orElseThrow(),
                own.stream().mapToDouble(Bar::low).min().orElseThrow(),
                own.getLast().close(),
                own.stream().mapToDouble(Bar::volume).sum());
    }

    @Property(tries = 300)
    void theDaysHaveTheVolumeOfRegularTradingAndNothingElse(
            @ForAll("minutes") List<Bar> minutes, @ForAll("markets") Segments segments) {
        BarBuffer days = new BarBuffer();
        new Days(Series.EMPTY, 0, Series.EMPTY.record(Bars.of(minutes), 0), minutes.size(), segments)
                .read(LocalDate.EPOCH, LocalDate.of(2100, 1, 1), Integer.MAX_VALUE, days);
        List<Bar> regular = minutes.stream()
                .filter(minute -> segments.at(minute.time()).isRegular())
                .toList();

        Bars made = days.bars(0, days.size());
        assertThat(sum(made))
                .isEqualTo(regular.stream().mapToDouble(Bar::volume).sum());
        assertThat(made.size())
                .isEqualTo(regular.stream()
                        .map(minute -> segments.dateOf(minute.time()))
                        .distinct()
                        .count());
        // A week has what its days have.
        BarBuffer weeks = new BarBuffer();
        Resampler resampler = new Resampler(Timeframe.W1, weeks);
        for (int i = 0; i < made.size(); i++) {
            Bar day = made.get(i);
            resampler.take(day.time(), day.open(), day.high(), day.low(), day.close(), day.volume());
        }
        resampler.end();
        assertThat(sum(weeks.bars(0, weeks.size()))).isEqualTo(sum(made));
    }

    @Property(tries = 200)
    void segmentsOfADateFollowEachOtherWithoutAGap(
            @ForAll("markets") Segments segments, @ForAll("minutes") List<Bar> minutes) {
        for (Bar minute : minutes) {
            Segment segment = segments.at(minute.time());
            assertThat(segment.contains(minute.time())).isTrue();
            assertThat(segments.at(segment.end()).start()).isEqualTo(segment.end());
            assertThat(segments.dateOf(segment.start())).isEqualTo(segments.dateOf(segment.end() - 1));
        }
    }

    private static Bars made(Timeframe timeframe, List<Bar> minutes, Segments segments) {
        BarBuffer buffer = new BarBuffer();
        Resampler resampler = Resampler.within(segments, timeframe, buffer);
        Series.EMPTY.record(Bars.of(minutes), 0).read(0, minutes.size(), resampler);
        resampler.end();
        return buffer.bars(0, buffer.size());
    }

    private static double sum(Bars bars) {
        double sum = 0;
        for (int i = 0; i < bars.size(); i++) {
            sum += bars.volume(i);
        }
        return sum;
    }
}
