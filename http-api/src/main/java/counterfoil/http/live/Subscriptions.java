package counterfoil.http.live;

import counterfoil.http.Deadline;
import counterfoil.http.live.StreamError.Code;
import counterfoil.http.stock.LiveStocks;
import counterfoil.protocol.stock.StockView.PriceView;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * What a client subscribed, by the names it used, and the way to it: find out who is meant, register, ask the stock, send
 * the snapshot, go on with what is newer. Belongs to the client's stream.
 */
final class Subscriptions {
    private static final Duration ANSWER_TIME = Duration.ofSeconds(5);
    private static final int MOST_AT_ONCE = 16;
    private static final int MOST_SNAPSHOTS = 3;
    private static final int PAGE = 16;

    private record Key(Kind kind, String name) {}

    private static final class Entry {
        @Nullable
        Topic topic;
    }

    /** The messages of one request of the client, answered together. */
    private static final class Request {
        int open;
    }

    /** One name of a request. */
    private static final class Job {
        final Request request;
        final String name;
        final Map<Kind, Entry> entries = new LinkedHashMap<>();

        @Nullable
        Long resumeFrom;

        int snapshots;

        Job(Request request, String name) {
            this.request = request;
            this.name = name;
        }
    }

    private final Session session;
    private final LiveHub hub;
    private final LiveStocks stocks;
    private final Map<Key, Entry> entries = new LinkedHashMap<>();
    private final ArrayDeque<Job> waiting = new ArrayDeque<>();
    private final ArrayDeque<Runnable> catchUps = new ArrayDeque<>();
    private int underWay;
    private boolean isCatchingUp;

    Subscriptions(Session session, LiveHub hub, LiveStocks stocks) {
        this.session = session;
        this.hub = hub;
        this.stocks = stocks;
    }

    /** Subscribes all that is wanted, or nothing when the client would then have more than it may. */
    void subscribe(List<Wanted> wanted) {
        Request request = new Request();
        Map<String, Job> jobs = new LinkedHashMap<>();
        Map<Key, Entry> added = new LinkedHashMap<>();
        for (Wanted one : wanted) {
            Key key = new Key(one.kind(), one.name());
            if (one.isEverything() && one.kind() == Kind.QUOTES) {
                say(StreamError.about(Code.BAD_INSTRUMENT, one.name(), "quotes are subscribed by instrument"));
            } else if (!entries.containsKey(key) && !added.containsKey(key)) {
                Entry entry = new Entry();
                added.put(key, entry);
                Job job = jobs.computeIfAbsent(one.name(), name -> new Job(request, name));
                job.entries.put(one.kind(), entry);
                job.resumeFrom = one.resumeFrom() == null ? job.resumeFrom : one.resumeFrom();
            }
        }
        int most = hub.settings().mostSubscriptions();
        if (entries.size() + added.size() > most) {
            say(StreamError.of(
                    Code.TOO_MANY_SUBSCRIPTIONS,
                    "at most " + most + " subscriptions; of this message nothing was subscribed"));
            return;
        }
        entries.putAll(added);
        request.open = jobs.size();
        if (jobs.isEmpty()) {
            sayAll();
        }
        waiting.addAll(jobs.values());
        startNext();
    }

    void unsubscribe(List<Wanted> wanted) {
        for (Wanted one : wanted) {
            Key key = new Key(one.kind(), one.name());
            Entry entry = entries.remove(key);
            if (entry == null) {
                say(StreamError.about(
                        Code.NOT_SUBSCRIBED,
                        one.name(),
                        "not among your " + one.kind().code()));
            } else if (one.isEverything()) {
                session.leaveAll();
            } else {
                leave(one.kind(), entry);
            }
        }
        sayAll();
    }

    private void startNext() {
        while (underWay < MOST_AT_ONCE && !waiting.isEmpty()) {
            underWay++;
            start(waiting.remove());
        }
    }

    private void start(Job job) {
        boolean needsFacts = job.entries.containsKey(Kind.BARS);
        CompletionStage<?> facts =
                needsFacts ? hub.wantFacts(session) : CompletableFuture.completedFuture(Boolean.TRUE);
        if (job.name.equals(Wanted.EVERYTHING)) {
            facts.whenComplete((position, failure) -> session.run(() -> everythingIsTold(job, failure)));
            return;
        }
        facts.thenCompose(told -> stocks.resolve(job.name, Deadline.in(ANSWER_TIME)))
                .whenComplete((id, failure) -> session.run(() -> resolved(job, id, failure)));
    }

    private void everythingIsTold(Job job, @Nullable Throwable failure) {
        if (failure != null) {
            refuse(job, failure);
        } else if (isStillWanted(job, Kind.BARS)) {
            session.joinAll();
            answered(job);
        }
        done();
    }

    private void resolved(Job job, @Nullable String id, @Nullable Throwable failure) {
        if (id == null) {
            refuse(job, failure);
            done();
            return;
        }
        job.entries.forEach((kind, entry) -> {
            if (isStillWanted(job, kind)) {
                Topic topic = session.join(id, kind);
                topic.names++;
                entry.topic = topic;
            }
        });
        answered(job);
        askForSnapshot(job, id);
    }

    private void askForSnapshot(Job job, String id) {
        job.snapshots++;
        stocks.price(id, Deadline.in(ANSWER_TIME))
                .whenComplete((view, failure) -> session.run(() -> {
                    if (view == null) {
                        leave(job);
                        say(StreamError.of(job.name, failure));
                        sayAll();
                        done();
                    } else {
                        snapshotTaken(job, view);
                    }
                }));
    }

    private void snapshotTaken(Job job, PriceView view) {
        String ticker = hub.learn(view.instrumentId(), view.instrument());
        long now = view.basis().sequenceNumber();
        Long resumeFrom = job.resumeFrom;
        Topic facts = topic(job, Kind.BARS);
        Topic quotes = topic(job, Kind.QUOTES);
        if (resumeFrom != null
                && facts != null
                && resumeFrom <= now
                && now - resumeFrom <= hub.settings().mostResumed()) {
            if (quotes != null) {
                session.beginQuotes(quotes);
            }
            catchUp(() -> catchUp(job, facts, view.instrumentId(), resumeFrom));
            done();
            return;
        }
        session.say(MessageJson.snapshot(view, ticker, job.name));
        if (resumeFrom != null && facts != null && resumeFrom < now) {
            session.say(MessageJson.skipped(view.instrumentId(), resumeFrom + 1, now));
        }
        if (quotes != null) {
            session.beginQuotes(quotes);
        }
        if (facts != null && !session.beginFacts(facts, now)) {
            takeAgain(job, view.instrumentId());
            return;
        }
        done();
    }

    /** Facts came faster than the stock answered, and are gone from memory. */
    private void takeAgain(Job job, String id) {
        if (job.snapshots < MOST_SNAPSHOTS) {
            askForSnapshot(job, id);
        } else {
            leave(job);
            say(StreamError.about(Code.UNAVAILABLE, job.name, "facts come faster than snapshots; try again"));
            sayAll();
            done();
        }
    }

    /** One after another, so that a client with many names asks the log for one page at a time. */
    private void catchUp(Runnable work) {
        if (isCatchingUp) {
            catchUps.add(work);
        } else {
            isCatchingUp = true;
            work.run();
        }
    }

    private void catchUp(Job job, Topic facts, String id, long after) {
        hub.source()
                .factsOf(id, after, PAGE)
                .whenComplete((page, failure) -> session.run(() -> {
                    if (!isStillWanted(job, Kind.BARS)) {
                        caughtUp();
                        return;
                    }
                    if (page == null) {
                        leave(job);
                        say(StreamError.about(Code.UNAVAILABLE, job.name, "the log cannot be read; try again"));
                        sayAll();
                        caughtUp();
                        return;
                    }
                    session.sendPast(
                            page.facts(),
                            () -> session.run(() -> {
                                if (page.isEnd() && session.beginFacts(facts, page.next())) {
                                    caughtUp();
                                } else {
                                    catchUp(job, facts, id, page.next());
                                }
                            }));
                }));
    }

    private void caughtUp() {
        Runnable next = catchUps.poll();
        isCatchingUp = next != null;
        if (next != null) {
            next.run();
        }
    }

    private @Nullable Topic topic(Job job, Kind kind) {
        Entry entry = job.entries.get(kind);
        return entry != null && isStillWanted(job, kind) ? entry.topic : null;
    }

    private boolean isStillWanted(Job job, Kind kind) {
        return entries.get(new Key(kind, job.name)) == job.entries.get(kind);
    }

    private void done() {
        underWay--;
        startNext();
        if (underWay == 0) {
            session.releaseFacts();
        }
    }

    private void refuse(Job job, @Nullable Throwable failure) {
        leave(job);
        say(StreamError.of(job.name, failure));
        answered(job);
    }

    private void leave(Job job) {
        job.entries.forEach((kind, entry) -> {
            if (entries.remove(new Key(kind, job.name), entry)) {
                leave(kind, entry);
            }
        });
    }

    private void leave(Kind kind, Entry entry) {
        Topic topic = entry.topic;
        if (topic != null && --topic.names == 0) {
            session.leave(topic, kind);
        }
    }

    private void answered(Job job) {
        if (job.request.open > 0 && --job.request.open == 0) {
            sayAll();
        }
    }

    private void sayAll() {
        session.say(MessageJson.subscription(names(Kind.QUOTES), names(Kind.BARS)));
    }

    private List<String> names(Kind kind) {
        List<String> names = new ArrayList<>();
        entries.forEach((key, entry) -> {
            if (key.kind() == kind) {
                names.add(key.name());
            }
        });
        return names;
    }

    private void say(StreamError error) {
        session.say(MessageJson.error(error));
    }
}
