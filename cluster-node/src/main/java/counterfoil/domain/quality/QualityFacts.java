package counterfoil.domain.quality;

import counterfoil.domain.series.Series;
import counterfoil.market.CorporateAction;
import counterfoil.market.Timeframe;
import counterfoil.market.calendar.TradingCalendar;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a quality report is about: the bars of a stock that stand, up to a business date, and what is recorded beside them.
 *
 * @param days daily bars
 * @param dayEnd index after the last daily bar that counts
 * @param minutes minute bars
 * @param minuteEnd index after the last minute that counts
 * @param actions corporate actions that count, by ex-date
 * @param stated what sources say of their own adjusted closes, the oldest statement first
 * @param currency of the prices
 * @param zone in which instants become trading dates
 * @param sessions when the market is open
 * @param calendar by which days are compared with their minutes; null where they are not
 * @param acceptedDays times of daily bars that a person accepted: nobody asks about them again
 * @param acceptedMinutes the same for minutes
 * @param askedDays times of daily bars that are questioned and open: no session without a bar, but one kept apart
 */
public record QualityFacts(
        Series days,
        int dayEnd,
        Series minutes,
        int minuteEnd,
        List<CorporateAction> actions,
        List<StatedAdjustments> stated,
        String currency,
        ZoneId zone,
        Sessions sessions,
        @Nullable TradingCalendar calendar,
        Set<Long> acceptedDays,
        Set<Long> acceptedMinutes,
        Set<Long> askedDays) {
    /** Copies lists and sets in. */
    public QualityFacts {
        actions = List.copyOf(actions);
        stated = List.copyOf(stated);
        acceptedDays = Set.copyOf(acceptedDays);
        acceptedMinutes = Set.copyOf(acceptedMinutes);
        askedDays = Set.copyOf(askedDays);
    }

    Series series(Timeframe timeframe) {
        return timeframe.isDated() ? days : minutes;
    }

    int end(Timeframe timeframe) {
        return timeframe.isDated() ? dayEnd : minuteEnd;
    }

    boolean isAccepted(Timeframe timeframe, long time) {
        return (timeframe.isDated() ? acceptedDays : acceptedMinutes).contains(time);
    }

    LocalDate dateOf(Timeframe timeframe, long time) {
        return timeframe.isDated() ? Timeframe.dateOf(time) : LocalDate.ofInstant(Instant.ofEpochSecond(time), zone);
    }
}
