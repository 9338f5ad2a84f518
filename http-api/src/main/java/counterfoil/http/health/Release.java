package counterfoil.http.health;

import java.time.Instant;

/**
 * Which code answers.
 *
 * @param version version of the product, such as {@code 0.1.0}
 * @param commit commit it was built from; {@code unknown} when it was built outside of a repository
 * @param java version of the Java runtime
 * @param startedAt when this node started
 */
public record Release(String version, String commit, String java, Instant startedAt) {}
