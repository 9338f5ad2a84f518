package counterfoil.http.stock;

import counterfoil.http.Call;
import counterfoil.http.Query;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * The two times of a read.
 *
 * @param asOf the last business date whose facts count; null for all
 * @param knownAt by when they had been recorded; null means now
 */
record Times(@Nullable LocalDate asOf, @Nullable Instant knownAt) {
    /** All that is known now. */
    static final Times NOW = new Times(null, null);

    /** The times that a query asks for. */
    static Times of(Call call, InstantSource clock) {
        Query query = call.query();
        return new Times(query.date("as_of"), query.knownAt(clock));
    }

    /** What time it was for who knew that. */
    InstantSource clock(InstantSource now) {
        return knownAt == null ? now : InstantSource.fixed(knownAt);
    }

    /** The date on which names are looked up: the business date, else the UTC date of that time. */
    LocalDate namedOn(InstantSource now) {
        return asOf == null ? LocalDate.ofInstant(clock(now).instant(), ZoneOffset.UTC) : asOf;
    }
}
