package counterfoil.http.live;

import counterfoil.http.stock.LiveStocks;
import counterfoil.market.Instrument;
import counterfoil.protocol.stock.StockEvent.InstrumentListed;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells all clients of a node what its stocks observe and record.
 *
 * <p>What happens is encoded once and put into one of two {@link Ring}s, quotes and facts. A client is no more than its
 * place in each: after a short time in which things gather, those whom something concerns are woken, and each goes on
 * from its place as fast as it can send. So a slow client holds nothing back and holds nothing: when the ring of quotes
 * has passed it, it is sent the newest quote of each of its instruments; when the ring of facts has passed it, it is
 * closed, since a fact is never left out in silence.
 */
public final class LiveHub implements LiveSource.Listener, AutoCloseable {
    /** Most quotes that wait; one that is further behind is sent only the newest. */
    static final int QUOTES = 8_192;

    private static final Logger LOG = LoggerFactory.getLogger(LiveHub.class);
    private static final int FACTS = 16_384;
    private static final Duration WANT_DELAY = Duration.ofMillis(20);
    private static final Duration FACTS_LINGER = Duration.ofSeconds(10);

    private final LiveSource source;
    private final LiveSettings settings;
    private final InstantSource clock;
    private final HubThread thread = new HubThread();
    private final Tickers tickers = new Tickers();

    private final Ring<ToldQuote> quotes = new Ring<>(QUOTES, Long.MAX_VALUE, quote -> 0);
    private final Ring<ToldFact> facts;
    private final Map<String, Feed> feeds = new ConcurrentHashMap<>();
    private final Feed everything = new Feed("*");

    private final Queue<Feed> newQuotes = new ConcurrentLinkedQueue<>();
    private final Queue<Feed> newFacts = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean tickIsDue = new AtomicBoolean();
    private volatile long quotesTold;
    private long quotesAtLastTick;

    private final Set<Session> sessions = ConcurrentHashMap.newKeySet();
    private final Set<Session> factReaders = new HashSet<>();
    private final AtomicBoolean wantsAreDue = new AtomicBoolean();
    private final CompletableFuture<Void> left = new CompletableFuture<>();
    private final AtomicInteger webSockets = new AtomicInteger();
    private final AtomicInteger eventStreams = new AtomicInteger();
    private @Nullable CompletableFuture<Long> telling;
    private volatile boolean isClosing;

    final LongAdder messages = new LongAdder();
    final LongAdder conflated = new LongAdder();
    final LongAdder closedSlow = new LongAdder();

    private LiveHub(LiveSource source, LiveSettings settings, InstantSource clock) {
        this.source = source;
        this.settings = settings;
        this.clock = clock;
        this.facts = new Ring<>(FACTS, settings.factBytes(), fact -> fact.json().length);
    }

    /** The hub of a node, which listens to the source from now on. */
    public static LiveHub start(LiveSource source, LiveSettings settings, InstantSource clock) {
        LiveHub hub = new LiveHub(source, settings, clock);
        source.tell(hub);
        return hub;
    }

    /** How the streams of this node are. */
    public LiveStatus status() {
        return new LiveStatus(
                webSockets.get(),
                eventStreams.get(),
                messages.sum(),
                conflated.sum(),
                closedSlow.sum(),
                source.health());
    }

    /** Takes no more clients and asks those there are to go; done when all have gone. */
    public CompletionStage<Void> closeClients() {
        isClosing = true;
        sessions.forEach(Session::goAway);
        if (sessions.isEmpty()) {
            left.complete(null);
        }
        return left;
    }

    @Override
    public void close() {
        isClosing = true;
        thread.close();
    }

    @Override
    public void observed(LiveSource.Observed observed) {
        Feed feed = feeds.get(observed.instrumentId());
        if (feed == null || feed.sessions(Kind.QUOTES).length == 0) {
            return;
        }
        String symbol = learn(observed.instrumentId(), observed.instrument());
        ToldQuote quote = new ToldQuote(feed, feed.ordinal() + 1, MessageJson.quote(observed, symbol));
        quotes.add(quote);
        feed.tell(quote);
        if (feed.isFirstNew(Kind.QUOTES)) {
            newQuotes.add(feed);
        }
        quotesTold = quotes.head();
        wakeSoon();
    }

    @Override
    public void sealed(LiveSource.SealedFact fact) {
        if (fact.event() instanceof InstrumentListed listed) {
            learn(fact.instrumentId(), listed.instrument());
        }
        Feed feed = feeds.get(fact.instrumentId());
        Session[] some = feed == null ? new Session[0] : feed.sessions(Kind.BARS);
        Session[] all = everything.sessions(Kind.BARS);
        if (some.length == 0 && all.length == 0) {
            return;
        }
        long index = facts.head();
        facts.add(FactJson.told(fact, tickers.get(fact.instrumentId())));
        for (Session session : some) {
            session.factIsThere(index);
        }
        for (Session session : all) {
            session.factIsThere(index);
        }
        if (feed != null && feed.isFirstNew(Kind.BARS)) {
            newFacts.add(feed);
        }
        if (everything.isFirstNew(Kind.BARS)) {
            newFacts.add(everything);
        }
        wakeSoon();
    }

    @Override
    public void healthChanged(LiveSource.Health health) {
        if (!health.isReading()) {
            LOG.warn("the live reader of the log stands still at position {}", health.position());
        }
    }

    private void wakeSoon() {
        if (!tickIsDue.get() && tickIsDue.compareAndSet(false, true)) {
            thread.after(settings.gather(), this::wakeAll);
        }
    }

    /** Wakes whom something concerns. The only method of the hub's thread beside wants. */
    private void wakeAll() {
        tickIsDue.set(false);
        long told = quotesTold;
        for (Feed feed = newQuotes.poll(); feed != null; feed = newQuotes.poll()) {
            feed.clean(Kind.QUOTES);
            for (Session session : feed.sessions(Kind.QUOTES)) {
                session.wake(quotesAtLastTick);
            }
        }
        for (Feed feed = newFacts.poll(); feed != null; feed = newFacts.poll()) {
            feed.clean(Kind.BARS);
            for (Session session : feed.sessions(Kind.BARS)) {
                session.wake(quotesAtLastTick);
            }
        }
        // Whoever waited was woken for all that was told before this number.
        quotesAtLastTick = told;
    }

    Ring<ToldQuote> quotes() {
        return quotes;
    }

    Ring<ToldFact> facts() {
        return facts;
    }

    LiveSource source() {
        return source;
    }

    LiveSettings settings() {
        return settings;
    }

    InstantSource clock() {
        return clock;
    }

    HubThread thread() {
        return thread;
    }

    /** Whether a further client would find room. */
    boolean hasRoom() {
        return !isClosing && sessions.size() < settings.mostClients();
    }

    /** Lets a client in; false when there are as many as there may be, or the node is about to end. */
    synchronized boolean enter(Session session) {
        if (!hasRoom()) {
            return false;
        }
        sessions.add(session);
        count(session).incrementAndGet();
        return true;
    }

    /** Lets a client go that joined nothing any more. */
    synchronized void exit(Session session) {
        if (sessions.remove(session)) {
            count(session).decrementAndGet();
            doneWithFacts(session);
        }
        if (isClosing && sessions.isEmpty()) {
            left.complete(null);
        }
    }

    private AtomicInteger count(Session session) {
        return session.isWebSocket() ? webSockets : eventStreams;
    }

    @Nullable
    Feed feed(String instrumentId) {
        return feeds.get(instrumentId);
    }

    synchronized Feed join(String instrumentId, Kind kind, Session session) {
        Feed feed = feeds.computeIfAbsent(instrumentId, Feed::new);
        feed.add(kind, session);
        if (kind == Kind.QUOTES && feed.sessions(kind).length == 1) {
            wantSoon();
        }
        return feed;
    }

    synchronized void leave(Feed feed, Kind kind, Session session) {
        feed.remove(kind, session);
        if (kind == Kind.QUOTES && feed.sessions(kind).length == 0) {
            wantSoon();
        }
        if (feed.isUnused()) {
            feeds.remove(feed.instrumentId, feed);
        }
    }

    synchronized void joinAll(Session session) {
        everything.add(Kind.BARS, session);
    }

    synchronized void leaveAll(Session session) {
        everything.remove(Kind.BARS, session);
    }

    /** Lets facts be told as long as the session is there; fails while the log cannot be read. */
    synchronized CompletionStage<Long> wantFacts(Session session) {
        factReaders.add(session);
        CompletableFuture<Long> now = telling;
        if (now != null && !now.isCompletedExceptionally()) {
            return now;
        }
        CompletableFuture<Long> next = source.wantFacts(true).toCompletableFuture();
        telling = next;
        return next;
    }

    private void doneWithFacts(Session session) {
        if (factReaders.remove(session) && factReaders.isEmpty()) {
            thread.after(FACTS_LINGER, this::stopFactsUnlessWanted);
        }
    }

    private synchronized void stopFactsUnlessWanted() {
        if (factReaders.isEmpty() && telling != null) {
            telling = null;
            source.wantFacts(false);
        }
    }

    private void wantSoon() {
        if (wantsAreDue.compareAndSet(false, true)) {
            thread.after(WANT_DELAY, this::want);
        }
    }

    private void want() {
        wantsAreDue.set(false);
        Set<String> wanted = new HashSet<>();
        feeds.forEach((id, feed) -> {
            if (feed.sessions(Kind.QUOTES).length > 0) {
                wanted.add(id);
            }
        });
        source.wantQuotes(wanted);
    }

    /** Remembers how an instrument is called today. */
    @Nullable
    String learn(String instrumentId, Instrument instrument) {
        return tickers.learn(instrumentId, instrument, () -> LiveStocks.ticker(instrument, clock.instant()));
    }

    @Nullable
    String ticker(String instrumentId) {
        return tickers.get(instrumentId);
    }
}
