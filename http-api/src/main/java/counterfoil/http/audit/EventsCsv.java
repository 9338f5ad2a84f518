package counterfoil.http.audit;

import counterfoil.persistence.query.SealedEvent;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;

/**
 * Events as CSV for people: RFC 4180 with a header. A text that a spreadsheet would take for a formula gets an apostrophe
 * in front, so a cell may differ from what is recorded by that one character; who verifies takes NDJSON.
 */
public final class EventsCsv {
    private static final String HEADER =
            "position,persistence_id,sequence_number,recorded_at,serializer_id,manifest,deleted,payload\r\n";

    /** What begins a formula in some spreadsheet; the last four are the wide forms of the first four. */
    private static final String FORMULA = "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20";

    private EventsCsv() {}

    /** The first line. */
    public static byte[] header() {
        return HEADER.getBytes(StandardCharsets.UTF_8);
    }

    /** The line of an event; a payload that is not UTF-8 is given as {@code base64:} and its Base64. */
    public static byte[] line(SealedEvent event) {
        String line = event.position()
                + "," + cell(event.persistenceId())
                + "," + event.sequenceNumber()
                + "," + Instant.ofEpochMilli(event.writeTimestamp())
                + "," + event.serializerId()
                + "," + cell(event.manifest())
                + "," + event.deleted()
                + "," + cell(text(event.payload()))
                + "\r\n";
        return line.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] payload) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(payload))
                    .toString();
        } catch (CharacterCodingException binary) {
            return "base64:" + Base64.getEncoder().encodeToString(payload);
        }
    }

    /** A text as one cell: harmless to a spreadsheet, and in quotes where it must be. */
    static String cell(String text) {
        boolean isFormula = !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0;
        String harmless = isFormula ? "'" + text : text;
        boolean needsQuotes = harmless.chars().anyMatch(c -> c == ',' || c == '"' || c < ' ')
                || harmless.startsWith(" ")
                || harmless.endsWith(" ");
        return needsQuotes ? '"' + harmless.replace("\"", "\"\"") + '"' : harmless;
    }
}
