package counterfoil.protocol;

/**
 * A fact that an entity recorded. Kept in the journal as JSON under a stable manifest, readable for ever: a component of
 * a released event is never renamed, retyped or removed.
 */
public interface Event {
    /** What led to this fact. */
    Cause cause();
}
