package counterfoil.http;

import counterfoil.http.health.NodePulse;
import java.util.concurrent.atomic.AtomicLong;

/** A pulse that is as a test says. */
final class FakePulse implements NodePulse {
    volatile Condition condition = Condition.STEADY;
    private final AtomicLong stretch = new AtomicLong(1);

    /** Stands still and is steady again. */
    void pauseOnce() {
        stretch.incrementAndGet();
    }

    @Override
    public Condition condition() {
        return condition;
    }

    @Override
    public long stretch() {
        return stretch.get();
    }

    @Override
    public State state() {
        return new State(condition, TestApi.NOW, stretch.get() - 1);
    }
}
