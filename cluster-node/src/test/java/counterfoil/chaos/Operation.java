package counterfoil.chaos;

import java.util.List;

/** Something that one client did with one entity, through however many requests. */
sealed interface Operation {
    /** Unique in a history; an append is recognised by it in the journal and in reads. */
    int number();

    /** Whose state it concerns: an instrument id. */
    String entity();

    /** When the client wanted it: reading of {@link System#nanoTime()} before its first request. */
    long invoked();

    /** When the client knew its outcome, by the same clock. */
    long returned();

    Outcome outcome();

    /** The requests, in their order. */
    List<Attempt> attempts();

    default long nanos() {
        return returned() - invoked();
    }

    default boolean isOk() {
        return outcome() == Outcome.OK;
    }

    /**
     * Appends its number to an entity.
     *
     * @param commands ids under which it was sent; one, unless a client gives up idempotency
     */
    record Append(
            int number,
            String entity,
            long invoked,
            long returned,
            Outcome outcome,
            List<Attempt> attempts,
            List<String> commands)
            implements Operation {
        public Append {
            attempts = List.copyOf(attempts);
            commands = List.copyOf(commands);
        }
    }

    /**
     * Asks an entity for all of its numbers.
     *
     * @param seen the numbers of appends in any order; none unless the outcome is ok
     * @param last the number that the entity names as its newest; 0 for none
     * @param stale whether the answer said that it may be old
     */
    record Read(
            int number,
            String entity,
            long invoked,
            long returned,
            Outcome outcome,
            List<Attempt> attempts,
            int[] seen,
            int last,
            boolean stale)
            implements Operation {
        public Read {
            attempts = List.copyOf(attempts);
        }
    }
}
