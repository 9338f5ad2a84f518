package counterfoil.protocol;

/** What somebody caused: a command that changes something names who asked, with which request. */
public interface Caused {
    /** Who asks, under which identity. */
    Cause cause();
}
