package counterfoil.protocol.hold;

import counterfoil.protocol.Cause;
import org.jspecify.annotations.Nullable;

/**
 * A legal hold as it stands.
 *
 * @param holdId its id
 * @param scope what it covers
 * @param placed who placed it, when and why
 * @param releaseAsked who asked for its release; null while nobody has
 * @param released the second person, who released it; null while it holds
 */
public record Hold(
        String holdId,
        HoldScope scope,
        Cause placed,
        @Nullable Cause releaseAsked,
        @Nullable Cause released) {
    /** Whether it still forbids anything; that its release was asked for changes nothing. */
    public boolean isInForce() {
        return released == null;
    }
}
