package counterfoil.http.stock;

import counterfoil.protocol.Basis;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * What every answer about a stock says of itself, beside the basis that the entity gives.
 *
 * @param knownAt by when the facts that it uses had been recorded; null for all up to now
 * @param computedAt when the answer was made
 * @param stale whether facts may be missing that were recorded before that
 * @param release release of the software that made it
 */
public record Meta(@Nullable Instant knownAt, Instant computedAt, boolean stale, String release) {
    /** The date whose ticker an answer shows: its business date, or the UTC date of the instant that it stands for. */
    LocalDate shownOn(Basis basis) {
        LocalDate asOf = basis.asOf();
        if (asOf != null) {
            return asOf;
        }
        return LocalDate.ofInstant(knownAt == null ? computedAt : knownAt, ZoneOffset.UTC);
    }
}
