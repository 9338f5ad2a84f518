package counterfoil.node.replay;

/**
 * What bounds replays in a node.
 *
 * @param workers threads that replay at the same time
 * @param queue most replays that wait for a thread; what comes above is refused
 * @param cache most states kept to start from
 */
public record ReplaySettings(int workers, int queue, int cache) {
    /** Refuses bounds that would admit nothing. */
    public ReplaySettings {
        if (workers < 1 || queue < 1 || cache < 0) {
            throw new IllegalArgumentException("replay needs a worker and room: " + workers + " workers, " + queue
                    + " waiting, " + cache + " kept");
        }
    }
}
