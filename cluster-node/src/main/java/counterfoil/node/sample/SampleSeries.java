package counterfoil.node.sample;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * An instrument of the demo with its bars.
 *
 * @param name how to call it on a terminal
 * @param symbol ticker and market, as in a path
 * @param listing JSON that lists the instrument
 * @param actions JSON with its corporate actions; empty when there are none
 * @param timeframe of its bars
 * @param source who says so
 * @param csv header and rows, oldest first
 */
public record SampleSeries(
        String name, String symbol, String listing, String actions, String timeframe, String source, List<String> csv) {
    private static final String APPLE = """
            {"ticker":"AAPL","mic":"XNAS","name":"Apple Inc.","currency":"USD","type":"common_stock",
             "sector":"Technology",
             "identifiers":{"isin":"US0378331005","figi":"BBG000B9XRY4","cik":"0000320193"}}
            """;

    /** Ex-dates and amounts per share as Apple announced them (investor.apple.com, dividend history). */
    private static final String APPLE_DIVIDENDS = """
            {"actions":[
             {"type":"cash_dividend","ex_date":"2013-02-07","amount":"2.65","currency":"USD"},
             {"type":"cash_dividend","ex_date":"2013-05-09","amount":"3.05","currency":"USD"},
             {"type":"cash_dividend","ex_date":"2013-08-08","amount":"3.05","currency":"USD"},
             {"type":"cash_dividend","ex_date":"2013-11-06","amount":"3.05","currency":"USD"}]}
            """;

    private static final String BITCOIN = """
            {"ticker":"BTC-USD","mic":"XOFF","name":"Bitcoin in US dollars","currency":"USD","type":"crypto"}
            """;

    /** Copies the rows in. */
    public SampleSeries {
        csv = List.copyOf(csv);
    }

    /** Apple's daily bars of 2013, as traded then, with the dividends of the year. */
    public static SampleSeries apple() {
        List<String> csv = new ArrayList<>(lines("appleinc_bars_from_20130101_usd.csv")
                .filter(line -> !line.isBlank())
                .toList());
        return new SampleSeries("AAPL, days of 2013", "AAPL.XNAS", APPLE, APPLE_DIVIDENDS, "1d", "ta4j-examples", csv);
    }

    /** One-minute bars of bitcoin on Bitstamp, 25 November to 1 December 2013, from its trades. */
    public static SampleSeries bitcoin() {
        return bitcoin(Long.MAX_VALUE);
    }

    /** Those of 25 November alone; what follows is played as a live source. */
    public static SampleSeries bitcoinsFirstDay() {
        return bitcoin(SampleTrades.SECOND_DAY);
    }

    private static SampleSeries bitcoin(long before) {
        List<String> csv = new ArrayList<>(List.of("time,open,high,low,close,volume"));
        MinuteBars minutes = new MinuteBars();
        for (Trade trade : SampleTrades.bitcoin().trades()) {
            Minute over = trade.time() < before ? minutes.add(trade) : null;
            if (over != null) {
                csv.add(over.row());
            }
        }
        Minute last = minutes.close();
        if (last != null) {
            csv.add(last.row());
        }
        return new SampleSeries("BTC-USD, minutes", SampleTrades.SYMBOL, BITCOIN, "", "1m", "bitstamp", csv);
    }

    /** Time of the newest bar, as its row says. */
    public String lastTime() {
        String row = csv.getLast();
        return row.substring(0, row.indexOf(','));
    }

    static Stream<String> lines(String file) {
        InputStream stream = SampleSeries.class.getResourceAsStream("/sample/" + file);
        if (stream == null) {
            throw new IllegalStateException("the build left out the sample data " + file);
        }
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            return reader.lines().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
