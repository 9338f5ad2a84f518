package counterfoil.http;

import counterfoil.http.health.NodePulse;
import org.jspecify.annotations.Nullable;

/**
 * Lets requests in, and their answers out. A request is refused at once when the node works on as many as it may, or when
 * its pulse does not allow it to speak for its entities. The pulse is looked at again before the answer leaves: a node
 * that stood still in between must not hand out what it remembers, nor acknowledge.
 *
 * <p>Health, documentation and the list of members tell of the node itself and are always answered.
 */
final class Admission {
    private static final String FACTS = "/api/v1/";
    private static final String HEALTH = "/api/v1/health";
    private static final String MEMBERS = "/api/v1/cluster/members";

    private final NodePulse pulse;
    private final Room inFlight;

    Admission(NodePulse pulse, int most) {
        this.pulse = pulse;
        this.inFlight = new Room(most);
    }

    /** Whether a route is answered however the node is. */
    static boolean isFree(Route route) {
        boolean isDocumentation =
                route.access() == Access.OPEN && !route.template().startsWith(FACTS);
        return isDocumentation
                || route.template().startsWith(HEALTH)
                || route.template().equals(MEMBERS);
    }

    /**
     * Lets a request in.
     *
     * @return the stretch of steady time that it was let in, for {@link #leave}
     * @throws Problem.Refused with 503 if it may not come in; then nothing is to be left
     */
    long enter() {
        long stretch = pulse.stretch();
        Problem problem = problemOf(pulse.condition());
        if (problem != null) {
            throw problem.refuse();
        }
        if (!inFlight.enter()) {
            throw Problems.overloaded().refuse();
        }
        return stretch;
    }

    /**
     * Ends a request that was let in.
     *
     * @return what to answer in place of its answer; null when that may leave
     */
    @Nullable
    Problem leave(long stretch, boolean writes) {
        inFlight.leave();
        Problem problem = problemOf(pulse.condition());
        if (problem == null && pulse.stretch() != stretch) {
            problem = Problems.nodePaused();
        }
        return problem != null && writes ? Problems.outcomeUnknown() : problem;
    }

    private static @Nullable Problem problemOf(NodePulse.Condition condition) {
        return switch (condition) {
            case STEADY -> null;
            case PAUSED -> Problems.nodePaused();
            case NO_MAJORITY -> Problems.noMajority();
        };
    }
}
