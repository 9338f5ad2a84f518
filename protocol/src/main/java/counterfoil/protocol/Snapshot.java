package counterfoil.protocol;

/** A state that may be kept as a snapshot: disposable, because the journal can always make it again. */
public interface Snapshot {}
