package counterfoil.http.live;

import counterfoil.http.live.StreamError.Code;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.stream.stage.AsyncCallback;
import org.apache.pekko.stream.stage.OutHandler;
import org.apache.pekko.stream.stage.TimerGraphStageLogic;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;

/** The life of one stream of server-sent events; HTTP cannot say why it ends, so the last event does where it can. */
final class EventLogic extends TimerGraphStageLogic implements OutHandler, Session.Stream {
    private static final String BEAT = "beat";
    private static final String CUT = "cut";
    private static final Duration CLOSE_TIME = Duration.ofSeconds(3);
    private static final String RETRY = "retry: 2000";

    private final EventStage stage;
    private final LiveHub hub;
    private final Session session;
    private final AsyncCallback<Runnable> inStream = createAsyncCallback(this::doAndSend);
    private @Nullable String line = RETRY;
    private boolean isClosing;

    EventLogic(EventStage stage) {
        super(stage.shape());
        this.stage = stage;
        this.hub = stage.hub;
        this.session = new Session(hub, this, false);
        setHandler(stage.out, this);
    }

    @Override
    public void preStart() {
        if (!hub.enter(session)) {
            completeStage();
            return;
        }
        scheduleAtFixedRate(BEAT, hub.settings().heartbeat(), hub.settings().heartbeat());
        EventStreams.Asked asked = stage.asked;
        Subscriptions subscriptions = new Subscriptions(session, hub, stage.stocks);
        List<Wanted> wanted = new ArrayList<>();
        for (String symbol : asked.symbols()) {
            wanted.add(new Wanted(Kind.QUOTES, symbol, null));
            wanted.add(new Wanted(Kind.BARS, symbol, null));
        }
        Long resumeFrom = asked.resumeFrom();
        if (resumeFrom == null) {
            subscribe(subscriptions, wanted);
        } else {
            new Resumption(session, hub, asked.instrumentIds(), () -> subscribe(subscriptions, wanted))
                    .begin(resumeFrom);
        }
    }

    /**
     * Facts wait until every instrument has its snapshot. Those of one that is slow would come behind later ones of others,
     * and a client that is cut off in between would go on behind the later ones.
     */
    private void subscribe(Subscriptions subscriptions, List<Wanted> wanted) {
        session.holdFacts();
        subscriptions.subscribe(wanted);
    }

    @Override
    public void postStop() {
        session.end();
    }

    @Override
    public void onPull() {
        send();
    }

    @Override
    public void onDownstreamFinish(Throwable cause) {
        completeStage();
    }

    private void doAndSend(Runnable work) {
        work.run();
        send();
    }

    private void send() {
        if (!isClosing && session.isTooSlow()) {
            hub.closedSlow.increment();
            session.forgetOwn();
            session.say(MessageJson.error(
                    StreamError.of(Code.SLOW_CLIENT, "you read more slowly than facts come; resume from the last id")));
            beginToClose();
        }
        if (!isAvailable(stage.out)) {
            return;
        }
        EventBatch batch = new EventBatch();
        if (line != null) {
            batch.line(line);
            line = null;
        }
        if (isClosing) {
            session.fillLast(batch);
        } else {
            session.fill(batch);
        }
        ByteString bytes = batch.take();
        if (bytes != null) {
            push(stage.out, bytes);
        } else if (isClosing) {
            completeStage();
        }
    }

    private void beginToClose() {
        if (!isClosing) {
            isClosing = true;
            scheduleOnce(CUT, CLOSE_TIME);
        }
    }

    @Override
    public void onTimer(Object timer) {
        if (timer.equals(CUT)) {
            failStage(new SocketLogic.ClientGone());
            return;
        }
        line = ": heartbeat";
        send();
    }

    @Override
    public void run(Runnable work) {
        inStream.invoke(work);
    }

    @Override
    public void goAway() {
        run(this::beginToClose);
    }
}
