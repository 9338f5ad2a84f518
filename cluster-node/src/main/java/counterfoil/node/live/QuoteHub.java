package counterfoil.node.live;

import counterfoil.http.live.LiveSource.Listener;
import counterfoil.http.live.LiveSource.Observed;
import counterfoil.market.Quote;
import counterfoil.node.live.HubMessage.Answered;
import counterfoil.node.live.HubMessage.Listening;
import counterfoil.node.live.HubMessage.Peers;
import counterfoil.node.live.HubMessage.Quoted;
import counterfoil.node.live.HubMessage.Taken;
import counterfoil.node.live.HubMessage.Tick;
import counterfoil.node.live.HubMessage.Told;
import counterfoil.node.live.HubMessage.Want;
import counterfoil.node.live.HubMessage.Wanted;
import counterfoil.node.live.HubMessage.Wanting;
import counterfoil.protocol.stock.StockCommand;
import counterfoil.protocol.stock.StockView;
import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.RecipientRef;
import org.apache.pekko.actor.typed.Terminated;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.apache.pekko.actor.typed.receptionist.Receptionist;
import org.apache.pekko.actor.typed.receptionist.ServiceKey;
import org.jspecify.annotations.Nullable;

/**
 * The one place of a node that hears quotes, and that other nodes tell what they want to hear.
 *
 * <p>A wish takes effect node by node, when the node has answered it. Once all have, the stocks that are newly wanted
 * are asked for the quote they hold, so that one observed in between is not missed: what is wanted is told up to date
 * at once, and every change after it. The same happens when a node joins, since stocks may move there.
 */
final class QuoteHub {
    static final ServiceKey<HubMessage> KEY = ServiceKey.create(HubMessage.class, "quote-hub");

    private static final Duration TICK = Duration.ofMillis(500);
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(3);

    /** Questions to stocks under way at a time. */
    private static final int MOST_QUESTIONS = 32;

    /** Ticks after which stocks are asked although a node has not answered. */
    private static final int PATIENCE = 3;

    private final ActorContext<HubMessage> context;
    private final FanOut fanOut;
    private final int topics;
    private final Function<String, RecipientRef<StockCommand>> stocks;
    private final Map<ActorRef<HubMessage>, Peer> peers = new HashMap<>();
    private final Set<String> toAsk = new LinkedHashSet<>();
    private final Map<String, Quote> newest = new HashMap<>();

    private @Nullable Listener listener;
    private Set<String> wanted = Set.of();
    private long bits;
    private long version;
    private int ticksWaited;
    private int questions;

    /** A node's hub, what it answered, and the way to it. */
    private static final class Peer {
        private final Outlet outlet;
        private long answered = -1;

        Peer(Outlet outlet) {
            this.outlet = outlet;
        }
    }

    private QuoteHub(
            ActorContext<HubMessage> context,
            FanOut fanOut,
            int topics,
            Function<String, RecipientRef<StockCommand>> stocks) {
        this.context = context;
        this.fanOut = fanOut;
        this.topics = topics;
        this.stocks = stocks;
    }

    /**
     * The hub of this node.
     *
     * @param fanOut what the stocks of this node tell
     * @param topics number of topics, 1 to 64
     * @param stocks finds a stock by its instrument id
     */
    static Behavior<HubMessage> create(FanOut fanOut, int topics, Function<String, RecipientRef<StockCommand>> stocks) {
        return Behaviors.setup(context -> Behaviors.withTimers(timers -> {
            QuoteHub hub = new QuoteHub(context, fanOut, topics, stocks);
            hub.begin(timers);
            return Behaviors.receive(HubMessage.class)
                    .onAnyMessage(message -> {
                        hub.take(message);
                        return Behaviors.same();
                    })
                    .onSignal(Terminated.class, gone -> {
                        hub.part(gone.getRef());
                        return Behaviors.same();
                    })
                    .build();
        }));
    }

    private void begin(TimerScheduler<HubMessage> timers) {
        timers.startTimerWithFixedDelay(new Tick(), TICK);
        ActorRef<Receptionist.Command> receptionist = context.getSystem().receptionist();
        receptionist.tell(Receptionist.register(KEY, context.getSelf()));
        receptionist.tell(Receptionist.subscribe(
                KEY,
                context.messageAdapter(
                        Receptionist.Listing.class, listing -> new Peers(listing.getServiceInstances(KEY)))));
        meet(Set.of(context.getSelf()));
    }

    private void take(HubMessage message) {
        switch (message) {
            case Listening listening -> listener = listening.listener();
            case Wanted now -> want(now.instrumentIds());
            case Peers found -> meet(found.hubs());
            case Want want -> heed(want);
            case Wanting answer -> answered(answer);
            case Told told -> {
                told.quotes().forEach(this::tell);
                told.hub().tell(new Taken(told.batch(), context.getSelf()));
            }
            case Taken taken -> {
                Peer peer = peers.get(taken.hub());
                if (peer != null) {
                    peer.outlet.taken(taken.batch());
                }
            }
            case Answered answer -> {
                questions--;
                if (answer.view() == null && wanted.contains(answer.instrumentId())) {
                    toAsk.add(answer.instrumentId());
                }
                if (answer.view() instanceof StockView.PriceView price && price.quote() != null) {
                    tell(new Quoted(answer.instrumentId(), price.instrument(), price.quote()));
                }
                ask();
            }
            case Tick tick -> look();
        }
    }

    private void want(Set<String> instrumentIds) {
        for (String id : instrumentIds) {
            if (!wanted.contains(id)) {
                toAsk.add(id);
            }
        }
        wanted = instrumentIds;
        newest.keySet().retainAll(wanted);
        toAsk.retainAll(wanted);
        long now = Topics.bitsOf(wanted, topics);
        if (now != bits) {
            bits = now;
            version++;
            ticksWaited = 0;
            peers.keySet().forEach(this::tellWish);
        }
        askOnceEffective();
    }

    /** One that is not found for a while stays: it may still want what it wanted. Only its end parts us. */
    private void meet(Set<ActorRef<HubMessage>> hubs) {
        hubs.forEach(this::peer);
    }

    private Peer peer(ActorRef<HubMessage> hub) {
        Peer known = peers.get(hub);
        if (known != null) {
            return known;
        }
        Peer peer = new Peer(new Outlet(hub, context.getSelf(), fanOut.conflated()));
        peers.put(hub, peer);
        context.watch(hub);
        fanOut.to(peers.values().stream().map(each -> each.outlet).toList());
        tellWish(hub);
        return peer;
    }

    private void part(ActorRef<?> hub) {
        peers.keySet().removeIf(hub::equals);
        fanOut.to(peers.values().stream().map(each -> each.outlet).toList());
        askOnceEffective();
    }

    private void tellWish(ActorRef<HubMessage> hub) {
        hub.tell(new Want(topics, bits, version, context.getSelf()));
    }

    private void heed(Want want) {
        peer(want.hub()).outlet.want(want.topics(), want.bits());
        want.hub().tell(new Wanting(want.version(), context.getSelf()));
    }

    private void answered(Wanting answer) {
        Peer peer = peers.get(answer.hub());
        if (peer == null) {
            return;
        }
        if (peer.answered < 0) {
            toAsk.addAll(wanted);
        }
        peer.answered = Math.max(peer.answered, answer.version());
        askOnceEffective();
    }

    private void askOnceEffective() {
        boolean isEffective = peers.values().stream().allMatch(peer -> peer.answered >= version);
        if (isEffective || ticksWaited >= PATIENCE) {
            ask();
        }
    }

    private void ask() {
        Iterator<String> next = toAsk.iterator();
        while (next.hasNext() && questions < MOST_QUESTIONS) {
            String id = next.next();
            next.remove();
            questions++;
            context.ask(
                    StockView.class,
                    stocks.apply(id),
                    ANSWER_TIMEOUT,
                    replyTo -> new StockCommand.GetPrice(null, replyTo),
                    (view, failure) -> new Answered(id, view));
        }
    }

    private void tell(Quoted quoted) {
        Listener told = listener;
        Quote quote = quoted.quote();
        if (told == null || !wanted.contains(quoted.instrumentId())) {
            return;
        }
        Quote before = newest.get(quoted.instrumentId());
        if (before == null || isNewer(quote, before)) {
            newest.put(quoted.instrumentId(), quote);
            told.observed(new Observed(quoted.instrumentId(), quoted.instrument(), quote));
        }
    }

    private static boolean isNewer(Quote quote, Quote before) {
        boolean isSameInstant = quote.at().equals(before.at());
        return quote.at().isAfter(before.at())
                || (isSameInstant && quote.source().equals(before.source()) && quote.number() > before.number());
    }

    private void look() {
        ticksWaited++;
        peers.forEach((hub, peer) -> {
            peer.outlet.look();
            if (peer.answered < version) {
                tellWish(hub);
            }
        });
        askOnceEffective();
    }
}
