package counterfoil.node.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * Sends bars as CSV, in as few requests as the API's limits allow. Each request's idempotency key is made from its
 * content, so sending a file again after an interruption repeats nothing.
 *
 * @param stock any identifier of the instrument
 * @param timeframe {@code 1m} or {@code 1d}
 * @param source who says so
 */
record BarsUpload(ApiClient client, String stock, String timeframe, String source) {
    /** Rows of one request: what is answered well inside the deadline of an import. */
    static final int ROWS = 20_000;

    /**
     * Sends all rows.
     *
     * @param lines header first
     * @param progress told how many rows were acknowledged so far
     */
    Result send(List<String> lines, IntConsumer progress) {
        String header = lines.getFirst();
        List<String> rows = lines.subList(1, lines.size());
        Result all = new Result(0, 0, 0, 0, List.of());
        for (int from = 0; from < rows.size(); from += ROWS) {
            List<String> part = rows.subList(from, Math.min(rows.size(), from + ROWS));
            String csv = header + "\n" + String.join("\n", part) + "\n";
            all = all.plus(client.post(path(), "text/csv", keyOf(csv), csv));
            progress.accept(from + part.size());
        }
        return all;
    }

    private String path() {
        return "/admin/stocks/" + encoded(stock) + "/bars?timeframe=" + encoded(timeframe) + "&source="
                + encoded(source);
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** An idempotency key for a content: equal contents have equal keys. */
    static String keyOf(String content) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(content.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** What became of the rows; {@code questioned} has one line per bar that breaks a rule. */
    record Result(int received, int recorded, int unchanged, int corrected, List<String> questioned) {
        Result {
            questioned = List.copyOf(questioned);
        }

        Result plus(JsonNode answer) {
            List<String> questions = new ArrayList<>(questioned);
            for (JsonNode question : answer.path("questioned")) {
                questions.add(question.path("t").asText() + " "
                        + question.path("rule").asText() + ": "
                        + question.path("detail").asText());
            }
            return new Result(
                    received + answer.path("received").asInt(),
                    recorded + answer.path("recorded").asInt(),
                    unchanged + answer.path("unchanged").asInt(),
                    corrected + answer.path("corrected").asInt(),
                    questions);
        }

        @Override
        public String toString() {
            return "%,d received: %,d recorded, %,d unchanged, %,d corrected, %,d questioned"
                    .formatted(received, recorded, unchanged, corrected, questioned.size());
        }
    }
}
