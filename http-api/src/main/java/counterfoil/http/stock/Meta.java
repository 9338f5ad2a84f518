package counterfoil.http.stock;

import counterfoil.protocol.Basis;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * What every answer about a stock says of itself, beside the basis that the entity gives.
 *
 * @param computedAt when the answer was made
 * @param stale whether facts may be missing that were recorded before that
 * @param release release of the software that made it
 */
public record Meta(Instant computedAt, boolean stale, String release) {
    /** The date whose ticker an answer shows: its business date, or the UTC date on which it was made. */
    LocalDate shownOn(Basis basis) {
        LocalDate asOf = basis.asOf();
        return asOf == null ? LocalDate.ofInstant(computedAt, ZoneOffset.UTC) : asOf;
    }
}
