package counterfoil.protocol.node;

import counterfoil.protocol.Cause;
import counterfoil.protocol.Event;

/** A fact about a node. */
public sealed interface NodeEvent extends Event {
    /**
     * A node started and was about to serve.
     *
     * @param address cluster address, host and port
     * @param release version of the product
     * @param commit source revision of the build
     * @param configurationDigest SHA-256, in hex, of the effective configuration without secrets
     * @param java version and vendor of the JVM
     * @param database version of the database server
     */
    record NodeStarted(
            String address,
            String release,
            String commit,
            String configurationDigest,
            String java,
            String database,
            Cause cause)
            implements NodeEvent {}

    /**
     * Somebody wanted the node to leave the cluster, and it was about to.
     *
     * @param address cluster address, host and port
     */
    record LeaveAsked(String address, Cause cause) implements NodeEvent {}
}
