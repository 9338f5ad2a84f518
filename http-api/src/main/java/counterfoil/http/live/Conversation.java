package counterfoil.http.live;

import counterfoil.http.AdminToken;
import counterfoil.http.live.StreamError.Code;

/** What a WebSocket's client says and what it is answered, from the token on. Belongs to the client's stream. */
final class Conversation {
    /** Ends the WebSocket. */
    @FunctionalInterface
    interface Closer {
        void close(CloseCode code, String reason);
    }

    private final Session session;
    private final Subscriptions subscriptions;
    private final AdminToken token;
    private final Closer closer;
    private boolean isAuthenticated;

    Conversation(Session session, Subscriptions subscriptions, AdminToken token, Closer closer) {
        this.session = session;
        this.subscriptions = subscriptions;
        this.token = token;
        this.closer = closer;
    }

    /** Greets the client; one that came with a ticket has said who it is. */
    void begin(boolean hasTicket) {
        session.say(MessageJson.CONNECTED);
        if (hasTicket) {
            authenticated();
        }
    }

    boolean isAuthenticated() {
        return isAuthenticated;
    }

    void hear(byte[] utf8) {
        Action action = ActionReader.read(utf8);
        if (action instanceof Action.Auth auth) {
            authenticate(auth);
        } else if (!isAuthenticated) {
            say(StreamError.of(Code.NOT_AUTHENTICATED, "the first message is {\"action\":\"auth\",\"token\":…}"));
        } else {
            act(action);
        }
    }

    private void act(Action action) {
        switch (action) {
            case Action.Auth auth -> authenticate(auth);
            case Action.Subscribe subscribe -> {
                subscribe.refused().forEach(this::say);
                subscriptions.subscribe(subscribe.wanted());
            }
            case Action.Unsubscribe unsubscribe -> subscriptions.unsubscribe(unsubscribe.wanted());
            case Action.Wrong wrong -> say(wrong.error());
        }
    }

    private void authenticate(Action.Auth auth) {
        if (isAuthenticated) {
            say(StreamError.of(Code.ALREADY_AUTHENTICATED, "you are authenticated"));
        } else if (token.matches(auth.token())) {
            authenticated();
        } else {
            end(CloseCode.POLICY, StreamError.of(Code.AUTH_FAILED, "the token is wrong"));
        }
    }

    private void authenticated() {
        isAuthenticated = true;
        session.say(MessageJson.AUTHENTICATED);
    }

    void say(StreamError error) {
        session.say(MessageJson.error(error));
    }

    /** Says why, and ends. */
    void end(CloseCode code, StreamError error) {
        say(error);
        closer.close(code, error.message());
    }
}
