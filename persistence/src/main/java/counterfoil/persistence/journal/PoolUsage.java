package counterfoil.persistence.journal;

/**
 * Who uses the connections of the journal's pool at this moment.
 *
 * @param busy connections in use
 * @param size connections open
 * @param waiting threads that wait for one
 */
public record PoolUsage(int busy, int size, int waiting) {}
