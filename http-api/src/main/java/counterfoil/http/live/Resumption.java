package counterfoil.http.live;

import counterfoil.http.live.LiveSource.Past;
import counterfoil.http.live.LiveSource.SealedFact;
import counterfoil.http.live.StreamError.Code;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Goes on behind a position of the log: register, send what was sealed since, go on with what is newer. When that would be
 * too much, the client is told what it is not sent and gets snapshots instead.
 */
final class Resumption {
    private static final int PAGE = 16;

    private final Session session;
    private final LiveHub hub;
    private final Set<String> instrumentIds;
    private final Runnable snapshots;
    private final Map<String, Long> last = new HashMap<>();
    private final List<Topic> topics = new ArrayList<>();
    private int sent;

    Resumption(Session session, LiveHub hub, List<String> instrumentIds, Runnable snapshots) {
        this.session = session;
        this.hub = hub;
        this.instrumentIds = new HashSet<>(instrumentIds);
        this.snapshots = snapshots;
    }

    void begin(long position) {
        hub.wantFacts(session)
                .whenComplete((told, failure) -> session.run(() -> {
                    if (failure != null) {
                        unavailable();
                        return;
                    }
                    for (String id : instrumentIds) {
                        session.beginQuotes(session.join(id, Kind.QUOTES));
                        topics.add(session.join(id, Kind.BARS));
                    }
                    readAfter(position);
                }));
    }

    private void readAfter(long position) {
        hub.source()
                .factsAfter(position, instrumentIds, PAGE)
                .whenComplete((page, failure) -> session.run(() -> {
                    if (page == null) {
                        unavailable();
                    } else if (sent > hub.settings().mostResumed()) {
                        giveUp(position);
                    } else {
                        send(page);
                    }
                }));
    }

    private void send(Past page) {
        for (SealedFact fact : page.facts()) {
            last.put(fact.instrumentId(), fact.sequenceNumber());
        }
        sent += page.facts().size();
        session.sendPast(
                page.facts(),
                () -> session.run(() -> {
                    if (!page.isEnd() || !begins()) {
                        readAfter(page.next());
                    }
                }));
    }

    private boolean begins() {
        boolean all = true;
        for (Topic topic : topics) {
            all &= session.beginFacts(topic, last.getOrDefault(topic.feed.instrumentId, 0L));
        }
        return all;
    }

    private void giveUp(long position) {
        session.say(
                MessageJson.skippedPositions(position + 1, hub.source().health().position()));
        snapshots.run();
    }

    private void unavailable() {
        session.say(MessageJson.error(StreamError.of(Code.UNAVAILABLE, "the log cannot be read; connect again")));
        session.goAway();
    }
}
