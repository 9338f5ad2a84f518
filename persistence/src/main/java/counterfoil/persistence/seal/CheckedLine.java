package counterfoil.persistence.seal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** What a line says by itself, worked out away from the thread that keeps the order. */
sealed interface CheckedLine {
    /** The line is no event. */
    record Broken(String problem) implements CheckedLine {}

    /**
     * The line is an event.
     *
     * @param idHigh first half of the hash of the persistence id
     * @param idLow second half
     * @param leafHash what its content hashes to
     */
    record Whole(
            long position,
            String persistenceId,
            long idHigh,
            long idLow,
            long sequenceNumber,
            boolean deleted,
            byte[] leafHash)
            implements CheckedLine {}

    /** Reads a line. */
    static CheckedLine of(byte[] line) {
        try {
            ExportedEvent event = EventLine.parse(line);
            ByteBuffer id =
                    ByteBuffer.wrap(Merkle.sha256().digest(event.persistenceId().getBytes(StandardCharsets.UTF_8)));
            return new Whole(
                    event.position(),
                    event.persistenceId(),
                    id.getLong(),
                    id.getLong(),
                    event.sequenceNumber(),
                    event.deleted(),
                    event.leaf().hash());
        } catch (SealProblem e) {
            return new Broken(String.valueOf(e.getMessage()));
        }
    }
}
