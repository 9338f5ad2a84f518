package counterfoil.http.stock;

import counterfoil.http.Faults;
import counterfoil.http.IsoTime;
import counterfoil.http.Malformed;
import counterfoil.market.Bars;
import counterfoil.market.Timeframe;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/**
 * Reads bars from CSV as RFC 4180 has it, with LF or CRLF, with or without a byte order mark. The first line names the
 * columns, in any order and case. Numbers have a decimal point and no thousands separators.
 */
final class BarsCsv {
    private static final String FORMAT = "csv";
    private static final int MAX_LINE = 1_024;
    private static final int MAX_LINES = 2 * BarsBody.MAX_BARS;
    private static final int MAX_DIGITS = 40;
    private static final String COLUMNS = "date or time, open, high, low, close, volume, adj close";
    private static final List<String> ADJUSTED = List.of("adj close", "adj_close");
    private static final List<String> VALUES = List.of("open", "high", "low", "close", "volume");
    private static final CSVFormat RFC_4180 = CSVFormat.RFC4180
            .builder()
            .setIgnoreEmptyLines(true)
            .setIgnoreSurroundingSpaces(true)
            .get();

    private final Faults faults = new Faults();
    private final BarRows rows = new BarRows("body");
    private final List<Integer> lines = new ArrayList<>();
    private final double[] values = new double[BarRows.VALUES];
    private final int[] valueColumns = new int[BarRows.VALUES];
    private String timeName = "date";
    private int timeColumn;
    private int adjustedColumn = -1;

    private BarsCsv() {}

    static BarsBody parse(byte[] body, @Nullable Timeframe timeframe, String source) {
        Malformed.requireUtf8(FORMAT, body);
        requirePlainLines(body);
        String text = new String(body, StandardCharsets.UTF_8);
        BarsCsv bars = new BarsCsv();
        String withoutMark = text.startsWith("\uFEFF") ? text.substring(1) : text;
        try (CSVParser parser = CSVParser.builder()
                .setReader(new StringReader(withoutMark))
                .setFormat(RFC_4180)
                .get()) {
            return bars.read(parser, body, timeframe, source);
        } catch (IOException impossible) {
            throw new UncheckedIOException("a text cannot fail to be read", impossible);
        }
    }

    private BarsBody read(CSVParser parser, byte[] body, @Nullable Timeframe asked, String source) {
        Iterator<CSVRecord> records = parser.iterator();
        if (!hasNext(records, parser)) {
            throw Malformed.at(FORMAT, "line 1", "no header (" + COLUMNS + ")");
        }
        CSVRecord header = records.next();
        readHeader(header, parser.getCurrentLineNumber());
        Timeframe timeframe = asked != null ? asked : timeName.equals("date") ? Timeframe.D1 : Timeframe.M1;
        if (adjustedColumn >= 0 && timeframe != Timeframe.D1) {
            faults.add("line 1", "only days have adjusted closes");
            faults.refuseIfAny();
        }
        while (hasNext(records, parser)) {
            CSVRecord row = records.next();
            long line = parser.getCurrentLineNumber();
            if (row.size() != header.size()) {
                throw Malformed.at(FORMAT, "line " + line, row.size() + " cells where the header has " + header.size());
            }
            rows.requireRoom();
            readRow(row, line, timeframe);
        }
        if (rows.size() == 0) {
            faults.add("line 1", "expected 1 to " + BarsBody.MAX_BARS + " rows after the header");
        }
        faults.refuseIfAny();
        Bars bars = rows.sorted(timeframe, faults, row -> place(lines.get(row), timeName));
        return new BarsBody(timeframe, source, bars, rows.stated(bars, faults), Sha256.hex(body));
    }

    private void readHeader(CSVRecord header, long line) {
        List<String> names = header.stream()
                .map(name -> name.strip().toLowerCase(Locale.ROOT))
                .toList();
        timeColumn = -1;
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            boolean isTime = name.equals("date") || name.equals("time");
            boolean isAdjusted = ADJUSTED.contains(name);
            if (!isTime && !isAdjusted && !VALUES.contains(name)) {
                faults.add(place(line, i + 1), "unknown column " + Faults.shown(header.get(i)) + " (" + COLUMNS + ")");
            } else if (names.indexOf(name) < i || (isTime && timeColumn >= 0) || (isAdjusted && adjustedColumn >= 0)) {
                faults.add(place(line, i + 1), "a second column " + name);
            } else if (isTime) {
                timeColumn = i;
                timeName = name;
            } else if (isAdjusted) {
                adjustedColumn = i;
            }
        }
        if (timeColumn < 0) {
            faults.add("line " + line, "no column date or time");
        }
        for (int i = 0; i < VALUES.size(); i++) {
            valueColumns[i] = names.indexOf(VALUES.get(i));
            if (valueColumns[i] < 0) {
                faults.add("line " + line, "no column " + VALUES.get(i));
            }
        }
        faults.refuseIfAny();
    }

    private void readRow(CSVRecord row, long line, Timeframe timeframe) {
        for (int i = 0; i < BarRows.VALUES; i++) {
            values[i] = number(row.get(valueColumns[i]), line, VALUES.get(i));
        }
        long time = 0;
        try {
            time = IsoTime.barTime(timeframe, row.get(timeColumn));
        } catch (IllegalArgumentException refused) {
            faults.add(place(line, timeName), String.valueOf(refused.getMessage()));
        }
        String adjusted = adjustedColumn < 0 ? "" : row.get(adjustedColumn);
        rows.add(time, values, adjusted.isEmpty() ? Double.NaN : number(adjusted, line, ADJUSTED.getFirst()));
        lines.add((int) line);
    }

    private double number(String cell, long line, String column) {
        if (cell.length() > MAX_DIGITS || !isNumber(cell)) {
            faults.add(
                    place(line, column),
                    cell.isEmpty() ? "is required" : "expected a number, found " + Faults.shown(cell));
            return 0;
        }
        double value = Double.parseDouble(cell);
        if (Math.abs(value) > BarRows.MAX_VALUE) {
            faults.add(place(line, column), BarRows.OUT_OF_RANGE + cell);
        }
        return value;
    }

    private static boolean hasNext(Iterator<CSVRecord> records, CSVParser parser) {
        try {
            return records.hasNext();
        } catch (UncheckedIOException refused) {
            // The parser's own message names its classes and the text it stumbled over.
            throw Malformed.at(
                    FORMAT, "line " + parser.getCurrentLineNumber(), "a cell that is not quoted as RFC 4180 says");
        }
    }

    /** Whether a text is digits with a sign, a fraction and an exponent, each of which may be missing. */
    private static boolean isNumber(String text) {
        int at = afterDigits(text, afterSign(text, 0));
        if (at > 0 && at < text.length() && text.charAt(at) == '.') {
            at = afterDigits(text, at + 1);
        }
        if (at > 0 && at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
            at = afterDigits(text, afterSign(text, at + 1));
        }
        return at == text.length() && at > 0;
    }

    private static int afterSign(String text, int at) {
        return at < text.length() && (text.charAt(at) == '-' || text.charAt(at) == '+') ? at + 1 : at;
    }

    /** The index behind one or more ASCII digits; -1 where there is none. */
    private static int afterDigits(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        return at > from ? at : -1;
    }

    /** Refuses what no bars need and what would cost much to take apart: long lines, and cells of several lines. */
    private static void requirePlainLines(byte[] body) {
        int line = 1;
        int start = 0;
        boolean quoted = false;
        for (int i = 0; i < body.length; i++) {
            if (body[i] == '"') {
                quoted = !quoted;
            } else if (body[i] == '\n') {
                requireClosed(quoted, line);
                line++;
                start = i + 1;
            }
            if (i - start > MAX_LINE) {
                throw Faults.limit("line " + line, "at most " + MAX_LINE + " bytes in a line");
            }
        }
        requireClosed(quoted, line);
        if (line > MAX_LINES) {
            throw Faults.limit("body", "at most " + MAX_LINES + " lines");
        }
    }

    private static void requireClosed(boolean quoted, int line) {
        if (quoted) {
            throw Malformed.at(FORMAT, "line " + line, "a quote that is not closed in its line");
        }
    }

    private static String place(long line, int column) {
        return "line " + line + ", column " + column;
    }

    private static String place(long line, String column) {
        return "line " + line + ", column " + column;
    }
}
