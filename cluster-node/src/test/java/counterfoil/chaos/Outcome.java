package counterfoil.chaos;

/** What a client knows about an operation when it has ended. */
enum Outcome {
    /** It was answered: an append is recorded, a read has shown something. */
    OK,
    /** Every answer said that nothing was done. */
    FAILED,
    /** A connection was lost, no answer came, or the answer was {@code outcome-unknown}: it may take effect even later. */
    UNKNOWN
}
