package counterfoil.persistence.sealer;

import java.io.IOException;

/** A place outside the database where heads are kept, which whoever administers the database cannot change. */
public interface HeadSink {
    /** Where it is, for messages. */
    String name();

    /** Keeps a head; heads come in the order of their size. Called on a thread that may wait. */
    void keep(PublishedHead head) throws IOException;
}
