package counterfoil.node.watch;

import counterfoil.protocol.Refusal;

/**
 * How a command ended.
 *
 * @param name {@code done}, {@code replayed} (the same command came before and got the first answer), {@code refused} or
 *     {@code failed} (its events could not be written; nobody was answered)
 * @param refusal the kind of refusal, in the words of {@link Refusal}'s types; {@code none} where nothing was refused
 */
public record Outcome(String name, String refusal) {
    private static final String NONE = "none";

    /** It was carried out, or a read was answered. */
    public static final Outcome DONE = new Outcome("done", NONE);

    /** It was carried out before. */
    public static final Outcome REPLAYED = new Outcome("replayed", NONE);

    /** Its events could not be written. */
    static final Outcome FAILED = new Outcome("failed", NONE);

    /** It was refused for this reason. */
    public static Outcome refused(Refusal refusal) {
        return refused(refusal.getClass().getSimpleName());
    }

    /** It was refused; the kind is one of few, never a word of whoever asked. */
    public static Outcome refused(String kind) {
        return new Outcome("refused", kind);
    }

    /** Done now, or replayed when the same command was done before. */
    public static Outcome done(boolean replayed) {
        return replayed ? REPLAYED : DONE;
    }

    boolean isDone() {
        return equals(DONE);
    }
}
