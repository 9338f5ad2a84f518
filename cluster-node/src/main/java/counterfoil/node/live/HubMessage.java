package counterfoil.node.live;

import counterfoil.http.live.LiveSource.Listener;
import counterfoil.market.Instrument;
import counterfoil.market.Quote;
import counterfoil.protocol.Message;
import counterfoil.protocol.stock.StockView;
import java.util.List;
import java.util.Set;
import org.apache.pekko.actor.typed.ActorRef;
import org.jspecify.annotations.Nullable;

/** What the hub of a node hears: from its own node, and from the hubs of others. */
sealed interface HubMessage {
    /** A hub wants these topics of its {@code topics} from now on; answered with {@link Wanting}. */
    record Want(int topics, long bits, long version, ActorRef<HubMessage> hub) implements HubMessage, Message {}

    /** What was wanted under this version is told from now on. */
    record Wanting(long version, ActorRef<HubMessage> hub) implements HubMessage, Message {}

    /** What stocks of another node, or of this one, observed; answered with {@link Taken}. */
    record Told(long batch, List<Quoted> quotes, ActorRef<HubMessage> hub) implements HubMessage, Message {
        /** Copies the quotes in. */
        public Told {
            quotes = List.copyOf(quotes);
        }
    }

    /** The batch arrived; the next one may come. */
    record Taken(long batch, ActorRef<HubMessage> hub) implements HubMessage, Message {}

    /** A quote and whose it is. */
    record Quoted(String instrumentId, Instrument instrument, Quote quote) {}

    /** Who is told on this node. */
    record Listening(Listener listener) implements HubMessage {}

    /** Which instruments this node needs, in place of those before. */
    record Wanted(Set<String> instrumentIds) implements HubMessage {
        /** Copies the ids in. */
        public Wanted {
            instrumentIds = Set.copyOf(instrumentIds);
        }
    }

    /** The hubs of all nodes that can be reached. */
    record Peers(Set<ActorRef<HubMessage>> hubs) implements HubMessage {
        /** Copies the hubs in. */
        public Peers {
            hubs = Set.copyOf(hubs);
        }
    }

    /** What a stock answered to the question for its newest quote; null when it did not in time. */
    record Answered(String instrumentId, @Nullable StockView view) implements HubMessage {}

    /** Time to look after what got lost. */
    record Tick() implements HubMessage {}
}
