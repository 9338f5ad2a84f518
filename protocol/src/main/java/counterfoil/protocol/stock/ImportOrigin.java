package counterfoil.protocol.stock;

import java.time.Instant;
import java.util.regex.Pattern;

/**
 * Where a batch of facts came from.
 *
 * @param importId the import it is part of, by which it can be withdrawn; 1 to 64 characters
 * @param source who said so, 1 to 64 characters of {@code [A-Za-z0-9._:-]}
 * @param receivedAt when the raw input arrived
 * @param sha256 hash of the whole raw input, in hex
 * @param rows rows that the batch held, before any was found known, different or questionable
 */
public record ImportOrigin(String importId, String source, Instant receivedAt, String sha256, int rows) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._:-]{1,64}");

    /** Refuses an id or source that is not of the stated form. */
    public ImportOrigin {
        if (!NAME.matcher(importId).matches()) {
            throw new IllegalArgumentException("not an import id: " + importId);
        }
        if (!NAME.matcher(source).matches()) {
            throw new IllegalArgumentException(
                    "a source has 1 to 64 letters, digits, dots, colons or dashes: " + source);
        }
    }
}
