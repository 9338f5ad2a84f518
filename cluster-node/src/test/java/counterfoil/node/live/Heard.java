package counterfoil.node.live;

import counterfoil.http.live.LiveSource.Health;
import counterfoil.http.live.LiveSource.Listener;
import counterfoil.http.live.LiveSource.Observed;
import counterfoil.http.live.LiveSource.SealedFact;
import counterfoil.node.Awaited;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what it is told. */
final class Heard implements Listener {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    final List<Observed> quotes = new CopyOnWriteArrayList<>();
    final List<SealedFact> facts = new CopyOnWriteArrayList<>();
    final List<Boolean> healths = new CopyOnWriteArrayList<>();

    @Override
    public void observed(Observed observed) {
        quotes.add(observed);
    }

    @Override
    public void sealed(SealedFact fact) {
        facts.add(fact);
    }

    @Override
    public void healthChanged(Health health) {
        healths.add(health.isReading());
    }

    /** Each fact as {@code stock-number}. */
    List<String> names() {
        return namesOf(facts);
    }

    static List<String> namesOf(List<SealedFact> facts) {
        return facts.stream()
                .map(fact -> fact.instrumentId() + "-" + fact.sequenceNumber())
                .toList();
    }

    void awaitFacts(int count) throws Exception {
        Awaited.until(PATIENCE, () -> facts.size() >= count);
    }

    void awaitHealthChanges(int count) throws Exception {
        Awaited.until(PATIENCE, () -> healths.size() >= count);
    }
}
