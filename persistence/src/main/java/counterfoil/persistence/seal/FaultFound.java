package counterfoil.persistence.seal;

/** Ends one of the checks of an export with what it found. */
final class FaultFound extends RuntimeException {
    private final transient Fault fault;

    FaultFound(Fault fault) {
        super(fault.message(), null, false, false);
        this.fault = fault;
    }

    static FaultFound at(long position, Fault.Kind kind, String message) {
        return new FaultFound(Fault.at(position, kind, message));
    }

    static FaultFound of(Fault.Kind kind, String message) {
        return new FaultFound(Fault.of(kind, message));
    }

    Fault fault() {
        return fault;
    }
}
