package counterfoil.market;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A name by which the outside world knows an instrument. A name is not an identity: tickers get reused, so who owns one
 * is a question with a date ({@link Validity}).
 *
 * @param scheme who gives the name
 * @param value the name in canonical form: {@code AAPL.XNAS}, {@code US0378331005}, {@code BBG000B9XRY4},
 *     {@code 0000320193}
 */
public record Identifier(
        @JsonProperty("scheme") Scheme scheme,
        @JsonProperty("value") String value) {

    /** Who gives a name. */
    public enum Scheme {
        /** A ticker at a market: {@code AAPL.XNAS}. */
        TICKER,
        /** ISO 6166, with its check digit. */
        ISIN,
        /** OMG FIGI, with its check digit. */
        FIGI,
        /** The SEC's central index key, ten digits. It names an issuer, so several instruments may share one. */
        CIK;

        /** The code that the contract uses, such as {@code isin}. */
        @JsonValue
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        /**
         * The scheme that a code names.
         *
         * @throws IllegalArgumentException if there is none
         */
        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        public static Scheme parse(String code) {
            for (Scheme scheme : values()) {
                if (scheme.code().equals(code)) {
                    return scheme;
                }
            }
            throw new IllegalArgumentException("unknown scheme (ticker, isin, figi, cik): " + code);
        }
    }

    private static final Pattern TICKER = Pattern.compile("[A-Z0-9][A-Z0-9/=-]{0,15}(\\.[A-Z0-9]{1,3})?");
    private static final Pattern ISIN = Pattern.compile("[A-Z]{2}[A-Z0-9]{9}[0-9]");
    private static final Pattern FIGI = Pattern.compile("[B-DF-HJ-NP-TV-Z]{2}G[B-DF-HJ-NP-TV-Z0-9]{8}[0-9]");
    private static final Pattern CIK = Pattern.compile("[0-9]{10}");

    /** Refuses a value that is not of the scheme's form, or whose check digit is wrong. */
    @JsonCreator
    public Identifier {
        switch (scheme) {
            case TICKER -> checkTicker(value);
            case ISIN -> require(ISIN.matcher(value).matches() && isinDigitIsRight(value), "ISIN", value);
            case FIGI -> require(FIGI.matcher(value).matches() && figiDigitIsRight(value), "FIGI", value);
            case CIK -> require(CIK.matcher(value).matches(), "CIK (ten digits)", value);
        }
    }

    /** A ticker at a market; the ticker may hold a class suffix, as in {@code BRK.B}. */
    public static Identifier ticker(String ticker, Mic mic) {
        return new Identifier(Scheme.TICKER, ticker + "." + mic.code());
    }

    /** Whether only one instrument may own this name at a time. */
    public boolean isExclusive() {
        return scheme != Scheme.CIK;
    }

    /** The ticker without its market; only for {@link Scheme#TICKER}. */
    public String symbol() {
        return value.substring(0, marketDot(value));
    }

    /** The market of a ticker; only for {@link Scheme#TICKER}. */
    public Mic mic() {
        return new Mic(value.substring(marketDot(value) + 1));
    }

    /** Whether a text has the form of a ticker without a market. */
    public static boolean isSymbol(String text) {
        return TICKER.matcher(text).matches();
    }

    private static int marketDot(String value) {
        int dot = value.lastIndexOf('.');
        if (dot < 0) {
            throw new IllegalArgumentException("no ticker with a market: " + value);
        }
        return dot;
    }

    private static void checkTicker(String value) {
        int dot = marketDot(value);
        require(isSymbol(value.substring(0, dot)), "ticker", value);
        // The constructor of Mic refuses an unknown market.
        Mic mic = new Mic(value.substring(dot + 1));
        require(value.endsWith(mic.code()), "ticker", value);
    }

    private static void require(boolean holds, String what, String value) {
        if (!holds) {
            throw new IllegalArgumentException("not a valid " + what + ": " + value);
        }
    }

    /** ISO 6166: letters become two digits, then the Luhn sum from the right must end in 0. */
    private static boolean isinDigitIsRight(String isin) {
        StringBuilder digits = new StringBuilder();
        for (int i = 0; i < isin.length(); i++) {
            digits.append(Character.digit(isin.charAt(i), 36));
        }
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int doubled = i % 2 == 1 ? digit * 2 : digit;
            sum += doubled / 10 + doubled % 10;
        }
        return sum % 10 == 0;
    }

    /** OMG FIGI 1.0, annex: every second of the first eleven characters is doubled, digits are summed. */
    private static boolean figiDigitIsRight(String figi) {
        int sum = 0;
        for (int i = 0; i < 11; i++) {
            int value = Character.digit(figi.charAt(i), 36);
            int weighted = i % 2 == 1 ? value * 2 : value;
            sum += weighted / 10 + weighted % 10;
        }
        return (10 - sum % 10) % 10 == figi.charAt(11) - '0';
    }

    @Override
    public String toString() {
        return scheme == Scheme.TICKER ? value : scheme.code() + ":" + value;
    }
}
