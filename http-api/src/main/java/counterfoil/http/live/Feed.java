package counterfoil.http.live;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** An instrument that somebody on this node listens to, and who. Sessions come and go under the hub's lock. */
final class Feed {
    private static final Session[] NOBODY = {};

    final String instrumentId;

    private final AtomicBoolean hasNewQuotes = new AtomicBoolean();
    private final AtomicBoolean hasNewFacts = new AtomicBoolean();
    private volatile Session[] quoteSessions = NOBODY;
    private volatile Session[] factSessions = NOBODY;
    private volatile @Nullable ToldQuote newest;

    Feed(String instrumentId) {
        this.instrumentId = instrumentId;
    }

    Session[] sessions(Kind kind) {
        return switch (kind) {
            case QUOTES -> quoteSessions;
            case BARS -> factSessions;
        };
    }

    void add(Kind kind, Session session) {
        set(kind, added(sessions(kind), session));
    }

    void remove(Kind kind, Session session) {
        set(kind, removed(sessions(kind), session));
    }

    boolean isUnused() {
        return quoteSessions.length == 0 && factSessions.length == 0;
    }

    /** The last quote told; null before the first. */
    @Nullable
    ToldQuote newest() {
        return newest;
    }

    /** How many quotes were told. */
    long ordinal() {
        ToldQuote last = newest;
        return last == null ? 0 : last.ordinal();
    }

    /** Keeps a quote as the newest. */
    void tell(ToldQuote quote) {
        newest = quote;
    }

    /** Notes that there is something new; true when nobody was going to be woken for it yet. */
    boolean isFirstNew(Kind kind) {
        // In one step: a note between a look and a set would be lost, and with it every later one.
        return !hasNew(kind).getAndSet(true);
    }

    /** Whoever listens is about to be woken. */
    void clean(Kind kind) {
        hasNew(kind).set(false);
    }

    private AtomicBoolean hasNew(Kind kind) {
        return switch (kind) {
            case QUOTES -> hasNewQuotes;
            case BARS -> hasNewFacts;
        };
    }

    private void set(Kind kind, Session[] sessions) {
        switch (kind) {
            case QUOTES -> quoteSessions = sessions;
            case BARS -> factSessions = sessions;
        }
    }

    static Session[] added(Session[] sessions, Session session) {
        Session[] more = Arrays.copyOf(sessions, sessions.length + 1);
        more[sessions.length] = session;
        return more;
    }

    static Session[] removed(Session[] sessions, Session session) {
        int at = Arrays.asList(sessions).indexOf(session);
        if (at < 0) {
            return sessions;
        }
        Session[] fewer = new Session[sessions.length - 1];
        System.arraycopy(sessions, 0, fewer, 0, at);
        System.arraycopy(sessions, at + 1, fewer, at, fewer.length - at);
        return fewer;
    }
}
