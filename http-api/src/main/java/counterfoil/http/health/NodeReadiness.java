package counterfoil.http.health;

/** Whether the node has started and is not leaving; then a load balancer may send it requests. */
@FunctionalInterface
public interface NodeReadiness {
    /** Whether requests may come; must not block. */
    boolean isReady();
}
