package counterfoil.domain.series;

import counterfoil.market.Timeframe;
import counterfoil.market.calendar.Segments;
import counterfoil.market.calendar.Segments.Place;
import counterfoil.market.calendar.Segments.Segment;
import java.time.LocalDate;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The days of a stock: the recorded ones and, for dates without one, those that its minutes of regular trading make. A
 * recorded day always wins, also where its values are others ({@link DayCheck} tells). Of a date whose sessions nobody
 * knows minutes make no day.
 */
public final class Days {
    private final Series recorded;
    private final int recordedEnd;
    private final Series minutes;
    private final int minutesEnd;
    private final Segments segments;

    /** Imports that the days read so far stand for. */
    private final Set<Integer> origins = new TreeSet<>();

    /**
     * The last close before a date.
     *
     * @param date of the close
     * @param close as traded
     */
    public record LastClose(LocalDate date, double close) {}

    /**
     * Of the first {@code recordedEnd} days and {@code minutesEnd} minutes.
     *
     * @param segments of the stock's market
     */
    public Days(Series recorded, int recordedEnd, Series minutes, int minutesEnd, Segments segments) {
        this.recorded = recorded;
        this.recordedEnd = recordedEnd;
        this.minutes = minutes;
        this.minutesEnd = minutesEnd;
        this.segments = segments;
    }

    /** Hands on the days from a date to a date, both included, oldest first, and no more than {@code most}. */
    public void read(LocalDate from, LocalDate to, int most, BarReader reader) {
        int day = recorded.indexAtOrAfter(Timeframe.timeOf(from));
        int dayEnd = Math.min(recordedEnd, recorded.indexAtOrAfter(Timeframe.timeOf(to.plusDays(1))));
        int minute = minutes.indexAtOrAfter(segments.startOf(from));
        int minuteEnd = Math.min(minutesEnd, minutes.indexAtOrAfter(segments.startOf(to.plusDays(1))));
        Counting counting = new Counting(reader);
        while (counting.count < most && (day < dayEnd || minute < minuteEnd)) {
            if (minute >= minuteEnd) {
                day = recorded(day, dayEnd, most, counting);
                continue;
            }
            LocalDate ofMinute = segments.dateOf(minutes.time(minute));
            int next = Math.min(minuteEnd, minutes.indexAtOrAfter(segments.startOf(ofMinute.plusDays(1))));
            int same = Math.min(dayEnd, recorded.indexAtOrAfter(Timeframe.timeOf(ofMinute)));
            if (day < same) {
                day = recorded(day, same, most, counting);
            } else if (same < dayEnd && recorded.time(same) == Timeframe.timeOf(ofMinute)) {
                day = recorded(day, same + 1, most, counting);
                minute = next;
            } else {
                aggregate(ofMinute, minute, next, counting);
                minute = next;
            }
        }
    }

    /** Hands on recorded days from an index to before another, as many as are wanted; the index after the last. */
    private int recorded(int from, int to, int most, Counting counting) {
        int end = (int) Math.min(to, (long) from + most - counting.count);
        recorded.read(from, end, counting);
        for (int i = from; i < end; i++) {
            origins.add(recorded.origin(i));
        }
        return end;
    }

    private void aggregate(LocalDate date, int from, int to, Counting counting) {
        if (segments.at(minutes.time(from)).place() == Place.UNKNOWN) {
            return;
        }
        int before = counting.count;
        Resampler one = Resampler.intoOne(Timeframe.timeOf(date), counting);
        minutes.read(from, to, new RegularMinutes(segments, one));
        one.end();
        for (int i = from; i < to && counting.count > before; i++) {
            origins.add(minutes.origin(i));
        }
    }

    /** Imports of the days read so far. */
    public Set<Integer> origins() {
        return Set.copyOf(origins);
    }

    /**
     * The close of the last day before a date; null when there is none. Where minutes follow the last recorded day and
     * nobody knows their sessions, it is that of the last of them.
     */
    public @Nullable LastClose before(LocalDate date) {
        int day = Math.min(recorded.indexAtOrAfter(Timeframe.timeOf(date)), recordedEnd) - 1;
        LocalDate ofDay = day < 0 ? LocalDate.MIN : Timeframe.dateOf(recorded.time(day));
        int minute = Math.min(minutes.indexAtOrAfter(segments.startOf(date)), minutesEnd) - 1;
        for (; minute >= 0; minute--) {
            long time = minutes.time(minute);
            LocalDate ofMinute = segments.dateOf(time);
            if (!ofMinute.isAfter(ofDay)) {
                break;
            }
            Segment segment = segments.at(time);
            if (segment.isRegular() || segment.place() == Place.UNKNOWN) {
                return new LastClose(ofMinute, minutes.close(minute));
            }
        }
        return day < 0 ? null : new LastClose(ofDay, recorded.close(day));
    }

    /** Counts what it hands on. */
    private static final class Counting implements BarReader {
        private final BarReader next;
        private int count;

        Counting(BarReader next) {
            this.next = next;
        }

        @Override
        public void take(long time, double open, double high, double low, double close, double volume) {
            count++;
            next.take(time, open, high, low, close, volume);
        }
    }
}
