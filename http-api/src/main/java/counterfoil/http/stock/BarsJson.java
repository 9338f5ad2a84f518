package counterfoil.http.stock;

import com.fasterxml.jackson.core.JsonToken;
import counterfoil.http.Faults;
import counterfoil.http.IsoTime;
import counterfoil.http.Json;
import counterfoil.http.JsonObject;
import counterfoil.http.JsonReader;
import counterfoil.market.Bars;
import counterfoil.market.Timeframe;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads bars from JSON in one pass, token by token into columns. The bars may come before their timeframe; then their
 * times are kept as text until it is known.
 */
final class BarsJson {
    private static final String[] FIELDS = {"o", "h", "l", "c", "v", "t", "a"};
    private static final int TIME = 5;

    /** The source's adjusted close; it may be left out, and those before it are required. */
    private static final int ADJUSTED = 6;

    private final byte[] body;
    private final Faults faults = new Faults();
    private final BarRows rows = new BarRows("/bars");
    private final List<String> timesAsText = new ArrayList<>();
    private final List<String> given = new ArrayList<>();
    private final double[] values = new double[BarRows.VALUES];
    private @Nullable Timeframe timeframe;
    private String source = Source.DEFAULT;
    private boolean hasAdjusted;

    private BarsJson(byte[] body) {
        this.body = body;
    }

    static BarsBody parse(byte[] body) {
        BarsJson bars = new BarsJson(body);
        Json.read(body, bars::readDocument);
        return bars.finished();
    }

    private BarsJson readDocument(JsonReader in) {
        if (in.current() != JsonToken.START_OBJECT) {
            refuseShape(in, "", "expected an object with timeframe, source and bars");
            faults.refuseIfAny();
        }
        while (in.next() == JsonToken.FIELD_NAME) {
            String name = in.text();
            if (given.contains(name)) {
                throw in.malformed("the name " + Faults.shown(name) + " is given twice");
            }
            given.add(name);
            in.next();
            switch (name) {
                case "timeframe" ->
                    timeframe = text(in, "/timeframe", BarsBody::recorded).orElse(null);
                case "source" -> source = text(in, "/source", Source::checked).orElse(source);
                case "bars" -> readBars(in);
                default ->
                    refuseShape(in, JsonObject.pointer("", name), "unknown field (known: timeframe, source, bars)");
            }
        }
        return this;
    }

    private void readBars(JsonReader in) {
        if (in.current() != JsonToken.START_ARRAY) {
            refuseShape(in, "/bars", "expected a list of bars");
            return;
        }
        while (in.next() != JsonToken.END_ARRAY) {
            rows.requireRoom();
            if (in.current() == JsonToken.START_OBJECT) {
                readBar(in);
            } else {
                refuseShape(in, "/bars/" + rows.size(), "expected an object {\"t\",\"o\",\"h\",\"l\",\"c\",\"v\"}");
                rows.add(0, values);
            }
        }
    }

    private void readBar(JsonReader in) {
        int seen = 0;
        long time = 0;
        double adjusted = Double.NaN;
        while (in.next() == JsonToken.FIELD_NAME) {
            String name = in.text();
            int field = field(name);
            if (field < 0) {
                in.next();
                refuseShape(
                        in,
                        JsonObject.pointer("/bars/" + rows.size(), name),
                        "unknown field (known: t, o, h, l, c, v, a)");
                continue;
            }
            if ((seen & 1 << field) != 0) {
                throw in.malformed("the name " + Faults.shown(name) + " is given twice");
            }
            seen |= 1 << field;
            in.next();
            if (field == TIME) {
                time = time(in);
            } else if (field == ADJUSTED) {
                adjusted = number(in, field);
                hasAdjusted = true;
            } else {
                values[field] = number(in, field);
            }
        }
        for (int field = 0; field < ADJUSTED; field++) {
            if ((seen & 1 << field) == 0) {
                faults.add(pointer(rows.size(), field), "is required");
            }
        }
        rows.add(time, values, adjusted);
    }

    private static int field(String name) {
        return switch (name) {
            case "o" -> 0;
            case "h" -> 1;
            case "l" -> 2;
            case "c" -> 3;
            case "v" -> 4;
            case "t" -> TIME;
            case "a" -> ADJUSTED;
            default -> -1;
        };
    }

    private double number(JsonReader in, int field) {
        if (!in.current().isNumeric()) {
            refuseShape(in, pointer(rows.size(), field), "expected a number");
            return 0;
        }
        double value = in.number();
        if (Math.abs(value) > BarRows.MAX_VALUE) {
            faults.add(pointer(rows.size(), field), BarRows.OUT_OF_RANGE + in.digits());
        }
        return value;
    }

    private long time(JsonReader in) {
        if (in.current() != JsonToken.VALUE_STRING) {
            refuseShape(in, pointer(rows.size(), TIME), "expected a text with a date or an instant");
            return 0;
        }
        String text = in.text();
        if (timeframe == null) {
            while (timesAsText.size() < rows.size()) {
                timesAsText.add("");
            }
            timesAsText.add(text);
            return 0;
        }
        return time(timeframe, rows.size(), text);
    }

    private long time(Timeframe of, int row, String text) {
        try {
            return IsoTime.barTime(of, text);
        } catch (IllegalArgumentException refused) {
            faults.add(pointer(row, TIME), String.valueOf(refused.getMessage()));
            return 0;
        }
    }

    private BarsBody finished() {
        if (!given.contains("timeframe")) {
            faults.add("/timeframe", "is required");
        }
        if (!given.contains("bars")) {
            faults.add("/bars", "is required");
        } else if (rows.size() == 0 && faults.isEmpty()) {
            faults.add("/bars", "expected 1 to " + BarsBody.MAX_BARS + " bars");
        }
        Timeframe of = timeframe;
        if (of == null) {
            faults.refuseIfAny();
            throw new IllegalStateException("a body without timeframe has a fault");
        }
        if (hasAdjusted && of != Timeframe.D1) {
            faults.add("/bars", "only days have adjusted closes");
        }
        for (int row = 0; row < timesAsText.size(); row++) {
            rows.setTime(row, time(of, row, timesAsText.get(row)));
        }
        faults.refuseIfAny();
        Bars bars = rows.sorted(of, faults, row -> pointer(row, TIME));
        return new BarsBody(of, source, bars, rows.stated(bars, faults), Sha256.hex(body));
    }

    private <T> Optional<T> text(JsonReader in, String pointer, Function<String, T> maker) {
        if (in.current() != JsonToken.VALUE_STRING) {
            refuseShape(in, pointer, "expected a text");
            return Optional.empty();
        }
        String text = in.text();
        return faults.make(pointer, () -> maker.apply(text));
    }

    private void refuseShape(JsonReader in, String pointer, String message) {
        faults.add(pointer, message);
        in.skip(faults);
    }

    private static String pointer(int row, int field) {
        return "/bars/" + row + "/" + FIELDS[field];
    }
}
