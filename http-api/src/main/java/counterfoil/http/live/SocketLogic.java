package counterfoil.http.live;

import counterfoil.http.live.StreamError.Code;
import java.time.Duration;
import java.util.ArrayDeque;
import org.apache.pekko.stream.stage.AsyncCallback;
import org.apache.pekko.stream.stage.InHandler;
import org.apache.pekko.stream.stage.OutHandler;
import org.apache.pekko.stream.stage.TimerGraphStageLogic;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * The life of one WebSocket: frames in, heartbeats, limits, and the end with its code. After a close frame nothing is
 * said any more; a client that does not answer it in time is cut off.
 */
final class SocketLogic extends TimerGraphStageLogic implements InHandler, OutHandler, Session.Stream {
    private static final String AUTHENTICATE = "authenticate";
    private static final String BEAT = "beat";
    private static final String CUT = "cut";
    private static final Duration CLOSE_TIME = Duration.ofSeconds(3);
    private static final long NANOS_PER_SECOND = 1_000_000_000;

    private final SocketStage stage;
    private final LiveHub hub;
    private final Session session;
    private final Conversation conversation;
    private final FrameReader reader = new FrameReader();
    private final AsyncCallback<Runnable> inStream = createAsyncCallback(this::doAndSend);

    /** Control frames to be sent before anything else. */
    private final ArrayDeque<ByteString> control = new ArrayDeque<>();

    private @Nullable ByteString closeFrame;
    private boolean isClosing;
    private boolean isDeaf;
    private boolean closeWasSent;
    private boolean clientClosed;
    private long lastHeard;
    private long second;
    private int heardInSecond;

    SocketLogic(SocketStage stage) {
        super(stage.shape());
        this.stage = stage;
        this.hub = stage.hub;
        this.session = new Session(hub, this, true);
        this.conversation = new Conversation(
                session, new Subscriptions(session, hub, stage.stocks), stage.token, this::beginToClose);
        setHandler(stage.in, this);
        setHandler(stage.out, this);
    }

    @Override
    public void preStart() {
        lastHeard = System.nanoTime();
        second = lastHeard;
        if (hub.enter(session)) {
            conversation.begin(stage.hasTicket);
            scheduleOnce(AUTHENTICATE, hub.settings().authTimeout());
            scheduleAtFixedRate(BEAT, hub.settings().heartbeat(), hub.settings().heartbeat());
        } else {
            beginToClose(CloseCode.TRY_AGAIN_LATER, "this node has as many clients as it may");
        }
        pull(stage.in);
    }

    @Override
    public void postStop() {
        session.end();
    }

    @Override
    public void onPush() {
        ByteString bytes = grab(stage.in);
        lastHeard = System.nanoTime();
        if (!isDeaf) {
            hear(bytes);
        }
        send();
        if (!isClosed(stage.in)) {
            pull(stage.in);
        }
    }

    private void hear(ByteString bytes) {
        reader.add(bytes);
        for (Incoming incoming = reader.next(); incoming != null && !isDeaf; incoming = reader.next()) {
            if (!isClosing && isTooMany()) {
                conversation.end(
                        CloseCode.POLICY,
                        StreamError.of(
                                Code.TOO_MANY_MESSAGES,
                                "at most " + hub.settings().messagesPerSecond() + " messages in a second"));
            }
            hear(incoming);
        }
    }

    private void hear(Incoming incoming) {
        switch (incoming) {
            case Incoming.Text text -> {
                if (!isClosing) {
                    conversation.hear(text.utf8());
                }
            }
            case Incoming.Part part -> {}
            case Incoming.Ping ping -> {
                if (!isClosing) {
                    // Only the last ping of several has to be answered, so they never pile up.
                    control.clear();
                    control.add(Frames.control(Frames.PONG, ping.payload()));
                }
            }
            case Incoming.Pong pong -> {}
            case Incoming.Closing closing -> {
                isDeaf = true;
                clientClosed = true;
                beginToClose(CloseCode.NORMAL, "");
            }
            case Incoming.Broken broken -> {
                // What follows cannot be told into frames: it is read and dropped until the client has the close frame.
                isDeaf = true;
                beginToClose(broken.code(), broken.reason());
            }
        }
    }

    private boolean isTooMany() {
        if (lastHeard - second > NANOS_PER_SECOND) {
            second = lastHeard;
            heardInSecond = 0;
        }
        return ++heardInSecond > hub.settings().messagesPerSecond();
    }

    @Override
    public void onPull() {
        send();
    }

    @Override
    public void onUpstreamFinish() {
        completeStage();
    }

    @Override
    public void onUpstreamFailure(Throwable failure) {
        completeStage();
    }

    @Override
    public void onDownstreamFinish(Throwable cause) {
        completeStage();
    }

    private void doAndSend(Runnable work) {
        work.run();
        send();
    }

    /** Sends what is due, as far as the connection takes it. */
    private void send() {
        if (!isClosing && session.isTooSlow()) {
            closeSlow();
        }
        if (!isAvailable(stage.out) || closeWasSent) {
            return;
        }
        ByteString next = control.poll();
        if (next == null) {
            next = isClosing ? last() : owed();
        }
        if (next != null) {
            push(stage.out, next);
        }
        if (!isClosing && session.isTooSlow()) {
            closeSlow();
        }
        if (closeWasSent && clientClosed) {
            completeStage();
        }
    }

    private @Nullable ByteString owed() {
        FrameBatch batch = new FrameBatch();
        session.fill(batch);
        return batch.take();
    }

    /** What the client is told about itself, then the close frame. */
    private @Nullable ByteString last() {
        FrameBatch batch = new FrameBatch();
        session.fillLast(batch);
        ByteString words = batch.take();
        if (words != null) {
            return words;
        }
        closeWasSent = true;
        return closeFrame;
    }

    private void closeSlow() {
        hub.closedSlow.increment();
        session.forgetOwn();
        conversation.end(
                CloseCode.TRY_AGAIN_LATER,
                StreamError.of(
                        Code.SLOW_CLIENT, "you read more slowly than facts come; resume from the last you have"));
    }

    private void beginToClose(CloseCode code, String reason) {
        if (!isClosing) {
            isClosing = true;
            control.clear();
            closeFrame = Frames.close(code.number(), reason);
            scheduleOnce(CUT, CLOSE_TIME);
        }
    }

    @Override
    public void onTimer(Object timer) {
        if (timer.equals(AUTHENTICATE) && !conversation.isAuthenticated() && !isClosing) {
            conversation.end(CloseCode.POLICY, StreamError.of(Code.AUTH_TIMEOUT, "no token in time"));
        } else if (timer.equals(BEAT) && !isClosing) {
            beat();
        } else if (timer.equals(CUT) && closeWasSent) {
            completeStage();
            return;
        } else if (timer.equals(CUT)) {
            // An orderly end would wait for a client that may never read.
            failStage(new ClientGone());
            return;
        }
        send();
    }

    private void beat() {
        long silence = System.nanoTime() - lastHeard;
        if (silence > hub.settings().heartbeat().toNanos() * 5 / 2) {
            beginToClose(CloseCode.POLICY, "no answer to heartbeats");
            return;
        }
        if (control.isEmpty()) {
            control.add(Frames.control(Frames.PING, new byte[0]));
        }
        session.beat(hub.clock().instant());
    }

    @Override
    public void run(Runnable work) {
        inStream.invoke(work);
    }

    @Override
    public void goAway() {
        run(() -> beginToClose(CloseCode.GOING_AWAY, "this node ends; connect again"));
    }

    /** A client that did not take its close frame; no stack trace, for it is no fault of ours. */
    static final class ClientGone extends RuntimeException {
        ClientGone() {
            super("the client does not read", null, false, false);
        }
    }
}
