package counterfoil.http.live;

/**
 * How the streams of a node are; counts begin with the node.
 *
 * @param webSockets WebSockets that are open
 * @param eventStreams server-sent event streams that are open
 * @param messages messages sent to clients
 * @param conflated quotes left out because a newer one of the same instrument was to be sent
 * @param closedSlow clients closed because they read too slowly
 * @param source how the reader of the log is
 */
public record LiveStatus(
        int webSockets, int eventStreams, long messages, long conflated, long closedSlow, LiveSource.Health source) {}
