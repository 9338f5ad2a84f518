package counterfoil.node.subject;

import java.time.Instant;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;

/** Carries out what follows from a recorded erasure; again repeats it. */
@FunctionalInterface
public interface Erasing {
    /** Destroys the subject's key and what else there is to do; fails when something could not be done. */
    CompletionStage<Done> carryOut(String subject, Instant erasedAt);
}
