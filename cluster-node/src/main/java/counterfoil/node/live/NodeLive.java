package counterfoil.node.live;

import counterfoil.http.live.LiveSource;
import counterfoil.persistence.journal.EventSerializer;
import counterfoil.persistence.journal.JournalReader;
import counterfoil.persistence.query.Connections;
import counterfoil.protocol.stock.StockKey;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;

/** The live values of a node: quotes from its hub, facts from its reader of the log. */
public final class NodeLive implements LiveSource, AutoCloseable {
    private final ActorRef<HubMessage> hub;
    private final FactFeed feed;
    private final PastFacts past;

    private NodeLive(ActorRef<HubMessage> hub, Connections connections, FeedSettings settings, InstantSource clock) {
        JournalReader reader = new JournalReader(connections, new EventSerializer());
        this.hub = hub;
        this.feed = new FactFeed(connections, reader, settings, clock);
        this.past = new PastFacts(connections, reader, settings);
    }

    /**
     * Starts the hub of this node, which every node needs whose stocks are to be heard, and the readers of the log, which
     * do nothing before somebody wants facts.
     *
     * @param context of an actor that lives as long as the node
     * @param fanOut what the stocks of this node tell
     */
    public static NodeLive start(
            ActorContext<?> context,
            FanOut fanOut,
            Connections connections,
            FeedSettings settings,
            InstantSource clock) {
        ClusterSharding sharding = ClusterSharding.get(context.getSystem());
        ActorRef<HubMessage> hub = context.spawn(
                QuoteHub.create(fanOut, settings.topics(), id -> sharding.entityRefFor(StockKey.TYPE, id)),
                "quote-hub");
        return new NodeLive(hub, connections, settings, clock);
    }

    @Override
    public void tell(Listener listener) {
        feed.tell(listener);
        hub.tell(new HubMessage.Listening(listener));
    }

    @Override
    public void wantQuotes(Set<String> instrumentIds) {
        hub.tell(new HubMessage.Wanted(instrumentIds));
    }

    @Override
    public CompletionStage<Long> wantFacts(boolean wanted) {
        return feed.want(wanted);
    }

    @Override
    public CompletionStage<Past> factsAfter(long after, Set<String> instrumentIds, int limit) {
        return past.after(after, instrumentIds, limit);
    }

    @Override
    public CompletionStage<Past> factsOf(String instrumentId, long afterSequenceNumber, int limit) {
        return past.of(instrumentId, afterSequenceNumber, limit);
    }

    @Override
    public Health health() {
        return feed.health();
    }

    /** Ends the threads; nothing is told any more. */
    @Override
    public void close() {
        feed.close();
        past.close();
    }
}
