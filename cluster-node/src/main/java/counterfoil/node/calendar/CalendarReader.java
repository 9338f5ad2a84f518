package counterfoil.node.calendar;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigSyntax;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import counterfoil.market.Mic;
import counterfoil.market.calendar.CalendarDate;
import counterfoil.market.calendar.CalendarRule;
import counterfoil.market.calendar.CalendarTerms;
import counterfoil.market.calendar.DateRule.Move;
import counterfoil.market.calendar.SessionKind;
import counterfoil.market.calendar.SessionTimes;
import counterfoil.market.calendar.TradingWeek;
import counterfoil.market.calendar.Years;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads one calendar's text, HOCON, and checks it whole: a name that is not known is refused like a missing one. */
final class CalendarReader {
    private static final Set<String> NAMES =
            Set.of("name", "source", "mics", "zone", "hours", "weeks", "until", "rules", "dates");
    private static final Set<String> OF_WEEKS = Set.of("from", "days", "hours");
    private static final Set<String> OF_RULES =
            Set.of("name", "date", "saturday", "sunday", "plus-days", "years", "weekdays", "hours");
    private static final Set<String> OF_DATES = Set.of("date", "to", "name", "hours");
    private static final Pattern SESSION = Pattern.compile("([a-z]+) (\\d{2}):(\\d{2})-(\\d{2}):(\\d{2})");

    private final String file;
    private final Map<String, List<SessionTimes>> hours = new LinkedHashMap<>();

    private CalendarReader(String file) {
        this.file = file;
    }

    /**
     * The terms of a text.
     *
     * @param file how to call it in messages
     * @throws BadCalendar if it is no calendar
     */
    static CalendarTerms read(String file, String text) {
        CalendarReader reader = new CalendarReader(file);
        try {
            Config config = ConfigFactory.parseString(
                            text,
                            ConfigParseOptions.defaults()
                                    .setSyntax(ConfigSyntax.CONF)
                                    .setOriginDescription(file))
                    .resolve();
            return reader.terms(config);
        } catch (ConfigException notSo) {
            throw new BadCalendar(file + " is no calendar: " + oneLine(notSo), notSo);
        } catch (IllegalArgumentException refused) {
            throw new BadCalendar(file + " is no calendar: " + refused.getMessage(), refused);
        }
    }

    private static String oneLine(ConfigException e) {
        return String.valueOf(e.getMessage()).replaceAll("\\s+", " ");
    }

    private CalendarTerms terms(Config config) {
        requireKnown(config, NAMES);
        Config hoursByName = config.getConfig("hours");
        for (String name : hoursByName.root().keySet()) {
            String path = ConfigUtil.joinPath(name);
            hours.put(name, at(hoursByName.getValue(path), value -> sessions(hoursByName.getStringList(path))));
        }
        Set<Mic> mics = new LinkedHashSet<>();
        config.getStringList("mics").forEach(mic -> mics.add(new Mic(mic)));
        return new CalendarTerms(
                config.getString("name"),
                config.getString("source"),
                mics,
                zone(config.getString("zone")),
                each(config, "weeks", OF_WEEKS, this::week),
                date(config, "until"),
                each(config, "rules", OF_RULES, this::rule),
                each(config, "dates", OF_DATES, this::special));
    }

    private void requireKnown(Config config, Set<String> known) {
        for (Map.Entry<String, ConfigValue> entry : config.root().entrySet()) {
            if (!known.contains(entry.getKey())) {
                throw new BadCalendar(place(entry.getValue()) + ": unknown name " + entry.getKey() + ", known are "
                        + String.join(", ", known.stream().sorted().toList()));
            }
        }
    }

    private String place(ConfigValue value) {
        int line = value.origin().lineNumber();
        return line > 0 ? file + ":" + line : file;
    }

    /** What a function makes of a value; what it refuses is told with the value's line. */
    private <T> T at(ConfigValue value, Function<ConfigValue, T> function) {
        try {
            return function.apply(value);
        } catch (IllegalArgumentException refused) {
            throw new BadCalendar(place(value) + ": " + refused.getMessage(), refused);
        }
    }

    private <T> List<T> each(Config config, String name, Set<String> known, Function<Config, T> function) {
        List<T> all = new ArrayList<>();
        for (Config element : config.getConfigList(name)) {
            requireKnown(element, known);
            all.add(at(element.root(), value -> function.apply(element)));
        }
        return all;
    }

    private TradingWeek week(Config week) {
        return new TradingWeek(date(week, "from"), weekdays(week, "days"), hours(week.getString("hours")));
    }

    private CalendarRule rule(Config rule) {
        return new CalendarRule(
                rule.getString("name"),
                DateText.parse(rule.getString("date"), move(rule, "saturday"), move(rule, "sunday")),
                rule.hasPath("plus-days") ? rule.getInt("plus-days") : 0,
                rule.hasPath("years") ? Years.parse(rule.getString("years")) : Years.ALL,
                rule.hasPath("weekdays") ? weekdays(rule, "weekdays") : Set.of(),
                hoursOf(rule));
    }

    private CalendarDate special(Config special) {
        LocalDate from = date(special, "date");
        return new CalendarDate(
                from, special.hasPath("to") ? date(special, "to") : from, special.getString("name"), hoursOf(special));
    }

    private static Move move(Config rule, String name) {
        return rule.hasPath(name) ? DateText.named(Move.values(), rule.getString(name), name) : Move.STAY;
    }

    private static Set<DayOfWeek> weekdays(Config config, String name) {
        Set<DayOfWeek> days = new LinkedHashSet<>();
        config.getStringList(name).forEach(day -> days.add(DateText.weekday(day)));
        return days;
    }

    private @Nullable List<SessionTimes> hoursOf(Config config) {
        return config.hasPath("hours") ? hours(config.getString("hours")) : null;
    }

    private List<SessionTimes> hours(String name) {
        List<SessionTimes> named = hours.get(name);
        if (named == null) {
            throw new IllegalArgumentException(
                    "there are no hours named '" + name + "', but " + String.join(", ", hours.keySet()));
        }
        return named;
    }

    private static LocalDate date(Config config, String name) {
        String text = config.getString(name);
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException refused) {
            throw new IllegalArgumentException(
                    name + " must be a date such as 2024-01-31, not '" + text + "'", refused);
        }
    }

    private static ZoneId zone(String text) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException refused) {
            throw new IllegalArgumentException("there is no zone '" + text + "'", refused);
        }
    }

    private static List<SessionTimes> sessions(List<String> texts) {
        return SessionTimes.ofOneDay(texts.stream().map(CalendarReader::session).toList());
    }

    private static SessionTimes session(String text) {
        Matcher session = SESSION.matcher(text);
        if (!session.matches()) {
            throw new IllegalArgumentException("a session is such as 'regular 09:30-16:00', not '" + text + "'");
        }
        return new SessionTimes(
                DateText.named(SessionKind.values(), session.group(1), "a session"),
                minute(text, session.group(2), session.group(3)),
                minute(text, session.group(4), session.group(5)));
    }

    private static int minute(String text, String hour, String minute) {
        int of = Integer.parseInt(minute);
        if (of > 59) {
            throw new IllegalArgumentException("there is no such time: '" + text + "'");
        }
        return Integer.parseInt(hour) * 60 + of;
    }
}
