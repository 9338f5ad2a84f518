package counterfoil.node.replay;

/** A replay that was not done, or not to its end; asking again later may help. */
public final class ReplayRefused extends RuntimeException {
    /** Why not. */
    public enum Why {
        /** As many wait as may. */
        BUSY,
        /** Time was up; what was replayed so far is kept to start from. */
        TIME_UP,
        /** The node ends. */
        CLOSED
    }

    private final Why why;

    ReplayRefused(Why why) {
        super("replay: " + why, null, false, false);
        this.why = why;
    }

    /** Why not. */
    public Why why() {
        return why;
    }
}
