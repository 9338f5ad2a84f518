package counterfoil.persistence.sealer;

import java.time.Instant;

/** Signs heads with the log's key and dates them with the cosigner's. */
@FunctionalInterface
public interface HeadSigner {
    /** A C2SP signed note that says: the log of this origin had this size and root at this instant. */
    String sign(String origin, long size, byte[] root, Instant at);
}
