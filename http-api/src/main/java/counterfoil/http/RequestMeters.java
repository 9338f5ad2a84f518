package counterfoil.http;

/**
 * Is told what becomes of requests, by whoever measures them. All words are ours: templates of routes and names of
 * entity types. Must not block, and may be called from any thread.
 */
public interface RequestMeters {
    /** Nobody measures. */
    RequestMeters NONE = new RequestMeters() {
        @Override
        public void answered(String method, String template, int status, long nanos) {}

        @Override
        public void silent(String entityType) {}

        @Override
        public void gaveUp(String entityType, boolean isWrite) {}
    };

    /**
     * A request was answered.
     *
     * @param method one of the route table's, or {@code other}
     * @param template the route's, or {@code none} where no route is
     * @param status of the answer
     * @param nanos from its head to its answer, without the time to send that
     */
    void answered(String method, String template, int status, long nanos);

    /** An entity did not answer within one slice of the deadline; it is asked again if there is time. */
    void silent(String entityType);

    /** An entity was not heard by the deadline, or waiting made no sense any more: the client is told 503. */
    void gaveUp(String entityType, boolean isWrite);
}
