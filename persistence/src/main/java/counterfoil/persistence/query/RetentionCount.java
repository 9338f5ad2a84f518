package counterfoil.persistence.query;

import java.time.Instant;

/**
 * How many events of one type the log has.
 *
 * @param entityType first part of the persistence ids
 * @param manifest stable name of the events
 * @param events how many
 * @param oldest when the first was written
 * @param newest when the last was written
 * @param old how many were written before the day that the question names
 */
public record RetentionCount(
        String entityType, String manifest, long events, Instant oldest, Instant newest, long old) {}
