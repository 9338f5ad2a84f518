package counterfoil.http.market;

import com.fasterxml.jackson.core.JsonGenerator;
import counterfoil.http.Json;
import counterfoil.market.Mic;
import counterfoil.market.calendar.CalendarDay;
import counterfoil.market.calendar.Calendars;
import counterfoil.market.calendar.Session;
import counterfoil.market.calendar.TradingCalendar;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes a part of a market's calendar: days with trading, holidays, and the dates of which nothing is known. */
final class CalendarJson {
    private CalendarJson() {}

    /** The days from a date to a date, both included; {@code calendar} is null where the market has none. */
    static byte[] write(Mic mic, @Nullable TradingCalendar calendar, LocalDate from, LocalDate to) {
        List<CalendarDay> days = from.datesUntil(to.plusDays(1))
                .map(date ->
                        calendar == null ? new CalendarDay.Unknown(date, Calendars.missing(mic)) : calendar.day(date))
                .toList();
        return Json.write(out -> {
            out.writeStartObject();
            out.writeStringField("mic", mic.code());
            out.writeStringField("zone", mic.zone().getId());
            out.writeStringField("status", calendar == null ? "unavailable" : "available");
            if (calendar == null) {
                out.writeStringField("reason", Calendars.missing(mic));
            }
            out.writeStringField("name", calendar == null ? null : calendar.name());
            out.writeStringField("source", calendar == null ? null : calendar.source());
            out.writeStringField(
                    "known_from", calendar == null ? null : calendar.from().toString());
            out.writeStringField(
                    "known_until", calendar == null ? null : calendar.until().toString());
            out.writeStringField("from", from.toString());
            out.writeStringField("to", to.toString());
            writeTrading(out, days);
            writeHolidays(out, days);
            writeUnknown(out, days);
            out.writeEndObject();
        });
    }

    private static void writeTrading(JsonGenerator out, List<CalendarDay> days) throws IOException {
        out.writeArrayFieldStart("days");
        for (CalendarDay day : days) {
            if (day instanceof CalendarDay.Trading trading) {
                out.writeStartObject();
                out.writeStringField("date", trading.date().toString());
                out.writeStringField(
                        "open",
                        trading.firstRegular()
                                .map(session -> session.open().toString())
                                .orElse(null));
                out.writeStringField(
                        "close",
                        trading.lastRegular()
                                .map(session -> session.close().toString())
                                .orElse(null));
                out.writeBooleanField("early_close", trading.earlyClose());
                out.writeBooleanField("late_open", trading.lateOpen());
                out.writeStringField("name", trading.name());
                out.writeArrayFieldStart("sessions");
                for (Session session : trading.sessions()) {
                    out.writeStartObject();
                    out.writeStringField("kind", session.kind().code());
                    out.writeStringField("open", session.open().toString());
                    out.writeStringField("close", session.close().toString());
                    out.writeEndObject();
                }
                out.writeEndArray();
                out.writeEndObject();
            }
        }
        out.writeEndArray();
    }

    private static void writeHolidays(JsonGenerator out, List<CalendarDay> days) throws IOException {
        out.writeArrayFieldStart("holidays");
        for (CalendarDay day : days) {
            if (day instanceof CalendarDay.Closed closed && closed.holiday() != null) {
                out.writeStartObject();
                out.writeStringField("date", closed.date().toString());
                out.writeStringField("name", closed.holiday());
                out.writeEndObject();
            }
        }
        out.writeEndArray();
    }

    /** Dates that follow each other are one entry. */
    private static void writeUnknown(JsonGenerator out, List<CalendarDay> days) throws IOException {
        List<CalendarDay.Unknown> run = new ArrayList<>();
        out.writeArrayFieldStart("unknown");
        for (CalendarDay day : days) {
            if (day instanceof CalendarDay.Unknown unknown) {
                run.add(unknown);
            } else {
                writeRun(out, run);
            }
        }
        writeRun(out, run);
        out.writeEndArray();
    }

    private static void writeRun(JsonGenerator out, List<CalendarDay.Unknown> run) throws IOException {
        if (!run.isEmpty()) {
            out.writeStartObject();
            out.writeStringField("from", run.getFirst().date().toString());
            out.writeStringField("to", run.getLast().date().toString());
            out.writeStringField("reason", run.getFirst().reason());
            out.writeEndObject();
        }
        run.clear();
    }
}
