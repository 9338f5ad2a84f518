package counterfoil.node.sample;

import counterfoil.http.Digests;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The trades of bitcoin on Bitstamp in the week of 25 November 2013, oldest first.
 *
 * @param sha256 hash of the file's lines joined by line feeds, in hex
 */
public record SampleTrades(List<Trade> trades, String sha256) {
    /** Ticker and market of what is traded. */
    public static final String SYMBOL = "BTC-USD.XOFF";

    /** Epoch second with which the second day begins, in UTC. */
    public static final long SECOND_DAY = Instant.parse("2013-11-26T00:00:00Z").getEpochSecond();

    private static final String FILE = "bitstamp_trades_from_20131125_usd.csv";

    /** Copies the trades in. */
    public SampleTrades {
        trades = List.copyOf(trades);
    }

    /** Reads the file; some 100,000 trades. */
    public static SampleTrades bitcoin() {
        List<Trade> trades = new ArrayList<>();
        List<String> lines = SampleSeries.lines(FILE).toList();
        for (String line : lines.subList(1, lines.size())) {
            if (!line.isBlank()) {
                String[] trade = line.split(",", -1);
                trades.add(new Trade(
                        trades.size() + 1L,
                        Long.parseLong(trade[0]),
                        new BigDecimal(trade[1]),
                        new BigDecimal(trade[2])));
            }
        }
        byte[] raw = String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
        return new SampleTrades(trades, Digests.sha256Hex(raw));
    }
}
