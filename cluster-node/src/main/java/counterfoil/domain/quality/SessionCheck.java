package counterfoil.domain.quality;

import counterfoil.domain.series.Series;
import counterfoil.market.QualityFinding;
import counterfoil.market.Rule;
import counterfoil.market.Timeframe;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * Sessions of the market without a bar between the first and the last one, and bars where there is no session. A date whose
 * bar is questioned and open is not missing. A session without minutes is one where a day stands or not; single minutes
 * are not missed, since nobody need trade in each.
 */
final class SessionCheck {
    private final QualityFacts facts;
    private final Timeframe timeframe;
    private final Series series;
    private final List<QualityFinding> findings = new ArrayList<>();

    SessionCheck(QualityFacts facts, Timeframe timeframe) {
        this.facts = facts;
        this.timeframe = timeframe;
        this.series = facts.series(timeframe);
    }

    List<QualityFinding> findings() {
        LocalDate before = null;
        for (int i = 0; i < facts.end(timeframe); i++) {
            long time = series.time(i);
            LocalDate date = facts.dateOf(timeframe, time);
            if (before != null && date.isAfter(before.plusDays(1))) {
                addMissing(before, date);
            }
            if (!date.equals(before) || !timeframe.isDated()) {
                addOutside(time, date);
            }
            before = date;
        }
        return findings;
    }

    private void addOutside(long time, LocalDate date) {
        Sessions sessions = facts.sessions();
        boolean isClosed = sessions.isClosedOn(date) || (!timeframe.isDated() && sessions.isClosedAt(time));
        if (!isClosed || facts.isAccepted(timeframe, time)) {
            return;
        }
        QualityFinding last = findings.isEmpty() ? null : findings.getLast();
        boolean goesOn = last != null
                && last.rule() == Rule.NOT_A_SESSION
                && facts.dateOf(timeframe, last.to()).equals(date);
        String detail = sessions.isClosedOn(date)
                ? "the market was closed on " + date + " (" + date.getDayOfWeek() + ")"
                : "nobody trades at that time of the day";
        if (goesOn) {
            QualityFinding first = findings.removeLast();
            findings.add(
                    new QualityFinding(Rule.NOT_A_SESSION, timeframe, first.from(), time, first.count() + 1, detail));
        } else {
            findings.add(new QualityFinding(Rule.NOT_A_SESSION, timeframe, time, time, 1, detail));
        }
    }

    private void addMissing(LocalDate before, LocalDate next) {
        LocalDate first = null;
        LocalDate last = null;
        int count = 0;
        for (LocalDate date = before.plusDays(1); date.isBefore(next); date = date.plusDays(1)) {
            boolean isAsked = facts.askedDays().contains(Timeframe.timeOf(date));
            if (facts.sessions().isOpenOn(date) && !isAsked) {
                first = first == null ? date : first;
                last = date;
                count++;
            }
        }
        if (first != null && last != null) {
            findings.add(new QualityFinding(
                    Rule.SESSION_MISSING,
                    timeframe,
                    Timeframe.timeOf(first),
                    Timeframe.timeOf(last),
                    count,
                    count + (count == 1 ? " session" : " sessions") + " without a bar between " + before + " and "
                            + next));
        }
    }
}
