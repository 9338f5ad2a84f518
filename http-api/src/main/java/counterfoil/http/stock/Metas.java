package counterfoil.http.stock;

import counterfoil.http.ApiContext;

/** What answers made now say of themselves. */
final class Metas {
    private Metas() {}

    /** Stale while the database is away: another node may then have recorded what this one does not know. */
    static Meta now(ApiContext context, Times times) {
        return new Meta(
                times.knownAt(),
                context.clock().instant(),
                !context.gate().isUp(),
                context.release().version());
    }
}
