package counterfoil.chaos;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * How a stock keeps a list of numbers to which clients append: as minute bars whose volume is the number of an operation.
 *
 * <p>Each append brings two bars in one command. The first has a minute of its own, so that a read of all bars shows the set
 * of everything that was appended. The second is always the same minute, whose volume every append overwrites, so that a read
 * shows which append is the newest, and so that an append that takes effect a second time leaves a second row.
 */
final class Notes {
    /** Appends that one entity takes: with the common minute they fit one page, which is one state. */
    static final int MOST = 999;

    private static final long COMMON_MINUTE =
            Instant.parse("2020-01-01T00:00:00Z").getEpochSecond();
    private static final String COMMON = Instant.ofEpochSecond(COMMON_MINUTE).toString();
    private static final JsonFactory JSON = new JsonFactory();

    private Notes() {}

    /** What a read showed. */
    record Shown(int[] numbers, int last, boolean stale) {}

    static String appendPath(String entity) {
        return "/admin/stocks/" + entity + "/bars";
    }

    static String readPath(String entity) {
        return "/stocks/" + entity + "/history?timeframe=1m&limit=1000";
    }

    /** The body of an append; the slot, from 1, is the entity's next free minute. */
    static String body(int number, int slot) {
        String minute = Instant.ofEpochSecond(COMMON_MINUTE + 60L * slot).toString();
        return "{\"timeframe\":\"1m\",\"source\":\"chaos\",\"bars\":[" + bar(COMMON, number) + "," + bar(minute, number)
                + "]}";
    }

    private static String bar(String minute, int number) {
        return "{\"t\":\"" + minute + "\",\"o\":1,\"h\":1,\"l\":1,\"c\":1,\"v\":" + number + "}";
    }

    /**
     * The id of the command that a request is: SHA-256 over principal, method, path and key, as
     * {@code counterfoil.http.Idempotency} has it, and the number of its only part.
     */
    static String commandId(String entity, String key) {
        String identity = "admin-token\nPOST\n/api/v1" + appendPath(entity) + "\n" + key;
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(identity.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash) + "-0";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Reads a page of history; refuses one that is not the last. */
    static Shown parse(byte[] page) throws IOException {
        int[] numbers = new int[64];
        int count = 0;
        int last = 0;
        boolean stale = false;
        String time = "";
        try (JsonParser in = JSON.createParser(page)) {
            for (JsonToken token = in.nextToken(); token != null; token = in.nextToken()) {
                if (token != JsonToken.FIELD_NAME) {
                    continue;
                }
                String field = in.currentName();
                JsonToken value = in.nextToken();
                if (field.equals("t")) {
                    time = in.getText();
                } else if (field.equals("v") && time.equals(COMMON)) {
                    last = (int) in.getDoubleValue();
                } else if (field.equals("v")) {
                    numbers = count == numbers.length ? Arrays.copyOf(numbers, 2 * count) : numbers;
                    numbers[count++] = (int) in.getDoubleValue();
                } else if (field.equals("stale")) {
                    stale = value == JsonToken.VALUE_TRUE;
                } else if (field.equals("next_page_token") && value != JsonToken.VALUE_NULL) {
                    throw new IOException("a read of more than one page is not one state");
                }
            }
        }
        return new Shown(Arrays.copyOf(numbers, count), last, stale);
    }
}
