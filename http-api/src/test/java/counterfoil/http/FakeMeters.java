package counterfoil.http;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Remembers what it was told. */
final class FakeMeters implements RequestMeters {
    final Queue<String> told = new ConcurrentLinkedQueue<>();

    @Override
    public void answered(String method, String template, int status, long nanos) {
        told.add(method + " " + template + " " + status);
    }

    @Override
    public void silent(String entityType) {
        told.add("silent " + entityType);
    }

    @Override
    public void gaveUp(String entityType, boolean isWrite) {
        told.add((isWrite ? "unknown " : "unread ") + entityType);
    }
}
