package counterfoil.persistence.seal;

import java.util.List;
import java.util.Optional;

/**
 * What a check of an export found.
 *
 * @param verdict in one word
 * @param scope what was looked at; empty if it did not come to that
 * @param fault the first one, if the verdict is {@link Verdict#FAULT}
 * @param remarks sentences that the auditor should read
 */
public record Verification(Verdict verdict, Optional<Scope> scope, Optional<Fault> fault, List<String> remarks) {
    /** What a check comes to, and the exit code of the program. */
    public enum Verdict {
        /** No fault, and the log goes on from a head that the auditor had before. */
        VERIFIED(0),
        /** No fault; nothing from outside was there to compare with. */
        COMPLETE(0),
        /** There is a fault. */
        FAULT(1),
        /** The check could not be done. */
        UNCHECKED(2);

        private final int exitCode;

        Verdict(int exitCode) {
            this.exitCode = exitCode;
        }

        /** 0 without a fault, 1 with one, 2 if the check could not be done. */
        public int exitCode() {
            return exitCode;
        }
    }

    /**
     * What was looked at.
     *
     * @param head the signed head
     * @param from position of the first event
     * @param to position behind the last
     * @param entities how many entities the events are of
     * @param keySource where the keys came from: given, witness, head or export
     * @param comparedHeads how many earlier heads the log goes on from
     */
    public record Scope(SignedHead head, long from, long to, int entities, String keySource, int comparedHeads) {
        /** Whether the export holds all events up to the head. */
        public boolean isWhole() {
            return from == 0 && to == head.checkpoint().size();
        }
    }

    /** Copies the remarks. */
    public Verification {
        remarks = List.copyOf(remarks);
    }

    static Verification faulty(Fault fault) {
        return new Verification(Verdict.FAULT, Optional.empty(), Optional.of(fault), List.of());
    }

    static Verification unchecked(String why) {
        return new Verification(Verdict.UNCHECKED, Optional.empty(), Optional.empty(), List.of(why));
    }
}
