package counterfoil.chaos;

/**
 * An append as the journal has it.
 *
 * @param sequenceNumber of its first row
 * @param number of the operation, as its content says
 * @param command id of the command that wrote it
 * @param writer identity of the entity's incarnation; a new one after each recovery
 */
record Entry(long sequenceNumber, int number, String command, String writer) {}
