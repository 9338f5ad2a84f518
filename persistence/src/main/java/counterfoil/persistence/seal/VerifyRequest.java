package counterfoil.persistence.seal;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to be verified, and what the auditor brings along.
 *
 * @param folder of the export
 * @param keys that the auditor got by another way than the export; may be none
 * @param head file with an earlier signed head; may be absent
 * @param witness file that remembers the newest verified head; is made if it is not there; may be absent
 */
public record VerifyRequest(
        Path folder,
        List<VerifierKey> keys,
        @Nullable Path head,
        @Nullable Path witness) {
    /** Copies the keys. */
    public VerifyRequest {
        keys = List.copyOf(keys);
    }
}
