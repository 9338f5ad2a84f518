package counterfoil.node.live;

import counterfoil.node.live.HubMessage.Quoted;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.apache.pekko.actor.typed.ActorRef;

/**
 * The way to the hub of one node. One message is under way at a time; meanwhile the newest quote of each instrument
 * waits. So a slow node costs memory for the instruments it wants and nothing else, and its quotes are fewer, not older.
 * Thread-safe; no method waits for anything but another one.
 */
final class Outlet {
    /** Most quotes of one message: with 50 identifiers each it stays below 128 KiB. */
    private static final int MAX_BATCH = 16;

    /** Most instruments that wait; quotes of further ones are dropped and counted. */
    static final int MAX_WAITING = 10_000;

    /** Looks after which a message without an answer is held to be lost. */
    private static final int PATIENCE = 2;

    private final ActorRef<HubMessage> peer;
    private final ActorRef<HubMessage> self;
    private final LongAdder conflated;
    private final Map<String, Quoted> waiting = new LinkedHashMap<>();
    private int topics = 1;
    private long bits;
    private long batch;
    private boolean isUnderWay;
    private int looks;

    /**
     * Sends nothing before somebody wants it.
     *
     * @param peer hub of the node
     * @param self hub of this node, which hears the answers
     * @param conflated counts quotes that never leave because newer ones took their place
     */
    Outlet(ActorRef<HubMessage> peer, ActorRef<HubMessage> self, LongAdder conflated) {
        this.peer = peer;
        this.self = self;
        this.conflated = conflated;
    }

    /** The node wants these topics of so many from now on. */
    synchronized void want(int ofTopics, long wanted) {
        topics = ofTopics;
        bits = wanted;
        if (bits == 0) {
            waiting.clear();
        }
    }

    /** Sends a quote at once or lets it wait, if the node wants its topic. */
    synchronized void offer(Quoted quoted) {
        if ((bits & Topics.bitOf(quoted.instrumentId(), topics)) == 0) {
            return;
        }
        if (!isUnderWay) {
            send(List.of(quoted));
        } else if (waiting.containsKey(quoted.instrumentId()) || waiting.size() < MAX_WAITING) {
            if (waiting.put(quoted.instrumentId(), quoted) != null) {
                conflated.increment();
            }
        } else {
            conflated.increment();
        }
    }

    /** A message arrived. */
    synchronized void taken(long number) {
        if (isUnderWay && number == batch) {
            next();
        }
    }

    /** Looks whether a message got lost; called at even intervals. */
    synchronized void look() {
        if (isUnderWay && ++looks > PATIENCE) {
            next();
        }
    }

    private void next() {
        List<Quoted> quotes = new ArrayList<>();
        Iterator<Quoted> oldest = waiting.values().iterator();
        while (oldest.hasNext() && quotes.size() < MAX_BATCH) {
            quotes.add(oldest.next());
            oldest.remove();
        }
        isUnderWay = false;
        if (!quotes.isEmpty()) {
            send(quotes);
        }
    }

    private void send(List<Quoted> quotes) {
        batch++;
        isUnderWay = true;
        looks = 0;
        peer.tell(new HubMessage.Told(batch, quotes, self));
    }
}
