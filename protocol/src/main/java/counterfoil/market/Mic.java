package counterfoil.market;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.ZoneId;
import java.util.Map;
import java.util.TreeMap;

/**
 * A market by its ISO 10383 identifier code. Only markets whose time zone is known are accepted, because without it no
 * instant can be told from a trading date.
 *
 * @param code four capital letters or digits, such as {@code XNAS}
 */
public record Mic(@JsonValue String code) {
    /** No venue: traded round the clock, dates are UTC dates. */
    public static final Mic OFF_EXCHANGE = new Mic("XOFF");

    /** Refuses a code that is not in the table of known markets with {@link IllegalArgumentException}. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Mic {
        if (!Zones.BY_MIC.containsKey(code)) {
            throw new IllegalArgumentException(
                    "unknown MIC (" + String.join(", ", Zones.BY_MIC.keySet()) + "): " + code);
        }
    }

    /** The zone in which this market's trading dates are reckoned. */
    public ZoneId zone() {
        ZoneId zone = Zones.BY_MIC.get(code);
        if (zone == null) {
            throw new IllegalStateException("no zone for " + code);
        }
        return zone;
    }

    @Override
    public String toString() {
        return code;
    }

    private static final class Zones {
        static final Map<String, ZoneId> BY_MIC = new TreeMap<>();

        static {
            put("America/New_York", "XNYS", "XNAS", "ARCX", "XASE", "BATS", "IEXG", "OTCM");
            put("America/Chicago", "XCBO", "XCME");
            put("America/Toronto", "XTSE", "XTSX");
            put("America/Sao_Paulo", "BVMF");
            put("Europe/London", "XLON");
            put("Europe/Berlin", "XETR", "XFRA", "XSTU", "XMUN");
            put("Europe/Paris", "XPAR");
            put("Europe/Amsterdam", "XAMS");
            put("Europe/Brussels", "XBRU");
            put("Europe/Lisbon", "XLIS");
            put("Europe/Dublin", "XDUB");
            put("Europe/Madrid", "XMAD", "BMEX");
            put("Europe/Rome", "XMIL", "MTAA");
            put("Europe/Vienna", "XWBO");
            put("Europe/Zurich", "XSWX");
            put("Europe/Stockholm", "XSTO");
            put("Europe/Copenhagen", "XCSE");
            put("Europe/Oslo", "XOSL");
            put("Europe/Helsinki", "XHEL");
            put("Europe/Warsaw", "XWAR");
            put("Asia/Tokyo", "XTKS");
            put("Asia/Hong_Kong", "XHKG");
            put("Asia/Shanghai", "XSHG", "XSHE");
            put("Asia/Seoul", "XKRX");
            put("Asia/Taipei", "XTAI");
            put("Asia/Singapore", "XSES");
            put("Asia/Kolkata", "XBOM", "XNSE");
            put("Australia/Sydney", "XASX");
            put("Pacific/Auckland", "XNZE");
            put("Africa/Johannesburg", "XJSE");
            put("UTC", "XOFF");
        }

        private static void put(String zone, String... mics) {
            for (String mic : mics) {
                BY_MIC.put(mic, ZoneId.of(zone));
            }
        }
    }
}
