package counterfoil.http.live;

import counterfoil.http.live.LiveSource.SealedFact;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * What one client is owed: answers to itself, facts and quotes, in this order. All of it but {@link #wake} and
 * {@link #factIsThere} belongs to the client's stream and is used there only.
 */
final class Session {
    private static final long NONE = -1;
    private static final int MOST_OWN_BYTES = 1 << 18;

    /** How the client's stream is reached from elsewhere. */
    interface Stream {
        /** Runs something in the stream, which then sends what there is. */
        void run(Runnable work);

        /** Asks the stream to end because the node does. */
        void goAway();
    }

    private final LiveHub hub;
    private final Stream stream;
    private final boolean isWebSocket;

    private final ArrayDeque<byte[]> own = new ArrayDeque<>();
    private int ownBytes;

    private final Map<Feed, Topic> quoteTopics = new HashMap<>();
    private final Map<String, Topic> factTopics = new HashMap<>();
    private boolean hearsEverything;
    private long everythingFrom;

    private final ArrayDeque<SealedFact> past = new ArrayDeque<>();
    private @Nullable Runnable whenPastIsSent;

    private long nextQuote;
    private @Nullable Iterator<Topic> newestOnly;
    private long quotesAtNewest;
    private boolean holdsFacts;
    private long nextFact = NONE;
    private long factsRead;
    private boolean isTooSlow;

    private final AtomicBoolean isWaiting = new AtomicBoolean();
    private final AtomicLong firstFact = new AtomicLong(NONE);
    private final AtomicBoolean missedFacts = new AtomicBoolean();
    private boolean isDrained;

    Session(LiveHub hub, Stream stream, boolean isWebSocket) {
        this.hub = hub;
        this.stream = stream;
        this.isWebSocket = isWebSocket;
    }

    boolean isWebSocket() {
        return isWebSocket;
    }

    /** From the hub: a fact that concerns this client stands at an index of the ring. */
    void factIsThere(long index) {
        if (firstFact.get() == NONE) {
            firstFact.compareAndSet(NONE, index);
        }
    }

    /** From the hub: there is something new; no quote before the floor is. */
    void wake(long floor) {
        if (isWaiting.get() && isWaiting.compareAndSet(true, false)) {
            stream.run(() -> skipTo(floor));
            return;
        }
        long first = firstFact.get();
        if (first != NONE && first < hub.facts().tail() && missedFacts.compareAndSet(false, true)) {
            // It has not even taken what came before this fact, so nobody else would notice.
            stream.run(() -> isTooSlow = true);
        }
    }

    /** From the hub: the node ends. */
    void goAway() {
        stream.goAway();
    }

    /** Runs something in the client's stream, from wherever. */
    void run(Runnable work) {
        stream.run(work);
    }

    /** Owes the client a message of its own. One that takes too few of them is too slow. */
    void say(byte[] json) {
        own.add(json);
        ownBytes += json.length;
        isTooSlow |= ownBytes > MOST_OWN_BYTES;
    }

    /** Owes a heartbeat, unless the one before still waits. */
    void beat(Instant now) {
        if (own.isEmpty()) {
            say(MessageJson.heartbeat(now));
        }
    }

    /** Owes the client none of its own messages any more, since it is about to end. */
    void forgetOwn() {
        own.clear();
        ownBytes = 0;
    }

    /** Whether the client missed something that may not be missed. */
    boolean isTooSlow() {
        return isTooSlow;
    }

    /** Fills a batch with what the client is owed now; when that is nothing, the next wake runs the stream. */
    void fill(Batch batch) {
        isDrained = false;
        if (fillOnce(batch) == 0) {
            isWaiting.set(true);
            // What was told between the look and the set has woken nobody.
            isDrained = fillOnce(batch) == 0 && !isTooSlow;
            if (!isDrained) {
                isWaiting.set(false);
            }
        }
    }

    /** Quotes of others may have come by the thousand; whoever was owed nothing is not behind because of them. */
    private void skipTo(long floor) {
        if (isDrained) {
            nextQuote = Math.max(nextQuote, floor);
        }
    }

    private int fillOnce(Batch batch) {
        int sent = fillOwn(batch);
        sent += fillPast(batch);
        sent += fillFacts(batch);
        sent += fillQuotes(batch);
        hub.messages.add(sent);
        return sent;
    }

    /** Only what the client is told about itself; for a stream that is about to end. */
    void fillLast(Batch batch) {
        hub.messages.add(fillOwn(batch));
    }

    private int fillOwn(Batch batch) {
        int sent = 0;
        while (!own.isEmpty() && batch.hasRoom()) {
            byte[] next = own.remove();
            ownBytes -= next.length;
            batch.add(next);
            sent++;
        }
        return sent;
    }

    /** Facts of the past, encoded for this client alone, and only when it can take them. */
    private int fillPast(Batch batch) {
        int sent = 0;
        while (!past.isEmpty() && batch.hasRoom()) {
            SealedFact fact = past.remove();
            ToldFact told = FactJson.told(fact, hub.ticker(fact.instrumentId()));
            batch.add(told);
            sent += told.messages();
        }
        Runnable next = whenPastIsSent;
        if (past.isEmpty() && next != null) {
            whenPastIsSent = null;
            next.run();
        }
        return sent;
    }

    /** Owes no fact until {@link #releaseFacts}; they wait in the ring. */
    void holdFacts() {
        holdsFacts = true;
    }

    void releaseFacts() {
        holdsFacts = false;
    }

    private int fillFacts(Batch batch) {
        if (holdsFacts) {
            return 0;
        }
        long first = firstFact.getAndSet(NONE);
        if (nextFact == NONE && first != NONE) {
            nextFact = Math.max(first, factsRead);
        }
        if (nextFact == NONE) {
            return 0;
        }
        int sent = 0;
        long head = hub.facts().head();
        while (nextFact < head && batch.hasRoom()) {
            ToldFact fact = hub.facts().get(nextFact);
            if (fact == null) {
                isTooSlow = true;
                return sent;
            }
            if (isOwed(fact, nextFact)) {
                batch.add(fact);
                sent += fact.messages();
            }
            nextFact++;
        }
        factsRead = Math.max(factsRead, nextFact);
        if (nextFact == head) {
            nextFact = NONE;
        }
        return sent;
    }

    private boolean isOwed(ToldFact fact, long index) {
        Topic topic = factTopics.get(fact.instrumentId());
        boolean byTopic = topic != null && topic.isLive && fact.sequenceNumber() > topic.last;
        boolean byAll =
                hearsEverything && index >= Math.max(factsRead, everythingFrom) && (topic == null || !topic.isLive);
        if (topic != null && (byTopic || byAll)) {
            topic.last = Math.max(topic.last, fact.sequenceNumber());
        }
        return byTopic || byAll;
    }

    private int fillQuotes(Batch batch) {
        long head = hub.quotes().head();
        if (quoteTopics.isEmpty()) {
            nextQuote = head;
            return 0;
        }
        int sent = 0;
        if (newestOnly == null && head - nextQuote <= LiveHub.QUOTES / 2) {
            while (nextQuote < head && batch.hasRoom()) {
                ToldQuote quote = hub.quotes().get(nextQuote);
                if (quote == null) {
                    break;
                }
                Topic topic = quoteTopics.get(quote.feed());
                if (topic != null && topic.isLive && quote.ordinal() > topic.last) {
                    hub.conflated.add(quote.ordinal() - topic.last - 1);
                    topic.last = quote.ordinal();
                    batch.add(quote);
                    sent++;
                }
                nextQuote++;
            }
            if (nextQuote == head || !batch.hasRoom()) {
                return sent;
            }
        }
        return sent + fillNewest(batch, head);
    }

    /** Too many quotes wait: the newest of each instrument, one after another, over as many batches as it takes. */
    private int fillNewest(Batch batch, long head) {
        Iterator<Topic> topics = newestOnly;
        if (topics == null) {
            topics = quoteTopics.values().iterator();
            quotesAtNewest = head;
        }
        int sent = 0;
        while (topics.hasNext() && batch.hasRoom()) {
            Topic topic = topics.next();
            ToldQuote newest = topic.feed.newest();
            if (topic.isLive && newest != null && newest.ordinal() > topic.last) {
                hub.conflated.add(newest.ordinal() - topic.last - 1);
                topic.last = newest.ordinal();
                batch.add(newest);
                sent++;
            }
        }
        boolean isDone = !topics.hasNext();
        newestOnly = isDone ? null : topics;
        nextQuote = isDone ? quotesAtNewest : nextQuote;
        return sent;
    }

    /** Owes the client a page of the past; what runs when it is sent may owe the next one. */
    void sendPast(List<SealedFact> facts, Runnable whenSent) {
        past.addAll(facts);
        whenPastIsSent = whenSent;
    }

    /** Begins to listen; nothing is sent before {@link #beginQuotes} or {@link #beginFacts}. */
    Topic join(String instrumentId, Kind kind) {
        Topic topic = topic(instrumentId, kind);
        if (topic == null) {
            long from = hub.facts().head();
            topic = new Topic(hub.join(instrumentId, kind, this));
            topic.from = from;
            newestOnly = null;
            switch (kind) {
                case QUOTES -> quoteTopics.put(topic.feed, topic);
                case BARS -> factTopics.put(instrumentId, topic);
            }
        }
        return topic;
    }

    private @Nullable Topic topic(String instrumentId, Kind kind) {
        return switch (kind) {
            case QUOTES -> {
                Feed feed = hub.feed(instrumentId);
                yield feed == null ? null : quoteTopics.get(feed);
            }
            case BARS -> factTopics.get(instrumentId);
        };
    }

    void leave(Topic topic, Kind kind) {
        newestOnly = null;
        switch (kind) {
            case QUOTES -> quoteTopics.remove(topic.feed);
            case BARS -> factTopics.remove(topic.feed.instrumentId);
        }
        hub.leave(topic.feed, kind, this);
    }

    void joinAll() {
        everythingFrom = hub.facts().head();
        hub.joinAll(this);
        hearsEverything = true;
    }

    void leaveAll() {
        hub.leaveAll(this);
        hearsEverything = false;
    }

    /** Goes on with the newest quote, which the snapshot may not know. */
    void beginQuotes(Topic topic) {
        topic.isLive = true;
        ToldQuote newest = topic.feed.newest();
        if (newest != null) {
            topic.last = newest.ordinal();
            say(newest.json());
        }
    }

    /**
     * Goes on with the facts above a sequence number; false when some of them may be gone already, so that the snapshot
     * has to be taken again.
     */
    boolean beginFacts(Topic topic, long sequenceNumber) {
        topic.last = Math.max(topic.last, sequenceNumber);
        if (topic.isLive) {
            return true;
        }
        if (topic.from < hub.facts().tail()) {
            topic.from = hub.facts().head();
            return false;
        }
        topic.isLive = true;
        if (topic.from < factsRead) {
            nextFact = nextFact == NONE ? topic.from : Math.min(nextFact, topic.from);
        }
        return true;
    }

    /** Leaves everything. */
    void end() {
        leaveEvery(quoteTopics.values(), Kind.QUOTES);
        leaveEvery(factTopics.values(), Kind.BARS);
        if (hearsEverything) {
            leaveAll();
        }
        hub.exit(this);
    }

    private void leaveEvery(Collection<Topic> topics, Kind kind) {
        topics.forEach(topic -> hub.leave(topic.feed, kind, this));
        topics.clear();
    }
}
