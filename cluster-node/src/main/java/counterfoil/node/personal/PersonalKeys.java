package counterfoil.node.personal;

import counterfoil.http.PersonalText;
import counterfoil.node.StartProblem;
import counterfoil.node.subject.Erasing;
import counterfoil.persistence.personal.DataKeys;
import counterfoil.persistence.personal.Envelopes;
import counterfoil.persistence.personal.ErasureList;
import counterfoil.persistence.personal.Erasures;
import counterfoil.persistence.personal.KeyPool;
import counterfoil.persistence.personal.KeyStore;
import counterfoil.persistence.personal.Keyring;
import counterfoil.persistence.personal.KeysUnavailable;
import counterfoil.persistence.query.Connections;
import counterfoil.protocol.subject.SubjectKey;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.pekko.Done;

/** The keys of personal data in this node, opened and made consistent; to be closed with the node. */
public final class PersonalKeys implements AutoCloseable {
    private final KeyPool pool;
    private final KeyThreads threads;
    private final PersonalText texts;
    private final Erasures erasures;
    private final Map<String, Instant> unrecorded;

    private PersonalKeys(
            KeyPool pool, KeyThreads threads, PersonalText texts, Erasures erasures, Map<String, Instant> unrecorded) {
        this.pool = pool;
        this.threads = threads;
        this.texts = texts;
        this.erasures = erasures;
        this.unrecorded = unrecorded;
    }

    /**
     * Opens the key store and applies again every erasure that it, the journal or the list has forgotten.
     *
     * @param journal connections of the application role to the journal
     * @param listFolder where the list of erasures is kept, outside of both databases
     * @throws StartProblem if the key store does not answer or its keys are wrapped by an unknown master key
     */
    public static PersonalKeys open(
            KeyPool pool, Keyring ring, Connections journal, Path listFolder, InstantSource clock) {
        try {
            KeyStore store = new KeyStore(pool);
            requireKnown(store, ring);
            DataKeys keys = new DataKeys(store, ring, clock, System::nanoTime);
            Erasures erasures =
                    new Erasures(store, keys, ErasureList.in(listFolder), journal, PersonalKeys::entitiesOf, List.of());
            Map<String, Instant> unrecorded = erasures.reconcile();
            KeyThreads threads = new KeyThreads();
            return new PersonalKeys(pool, threads, new KeyedTexts(new Envelopes(keys), threads), erasures, unrecorded);
        } catch (KeysUnavailable | UncheckedIOException e) {
            pool.close();
            throw new StartProblem(String.valueOf(e.getMessage()), e);
        }
    }

    private static void requireKnown(KeyStore store, Keyring ring) {
        Set<String> wrapping = store.countsByKeyId().keySet();
        if (!ring.keyIds().containsAll(wrapping)) {
            throw new StartProblem("the key store has keys wrapped by master key " + String.join(", ", wrapping)
                    + ", and COUNTERFOIL_MASTER_KEY is " + String.join(", ", ring.keyIds())
                    + ": give the key that this node had before");
        }
    }

    /** The entities whose snapshots go with a subject: so far only its own. */
    private static List<String> entitiesOf(String subject) {
        return List.of(SubjectKey.TYPE.name() + "|" + subject);
    }

    /** Enciphers and reads texts. */
    public PersonalText texts() {
        return texts;
    }

    /** Carries out erasures on the threads of the key store. */
    public Erasing erasing() {
        return (subject, at) -> threads.run(() -> {
            erasures.carryOut(subject, at);
            return Done.getInstance();
        });
    }

    /** Erasures that the journal has forgotten, because it was restored: to be recorded before the node serves. */
    public Map<String, Instant> unrecorded() {
        return unrecorded;
    }

    @Override
    public void close() {
        threads.close();
        pool.close();
    }
}
