package counterfoil.protocol;

/** A command or a reply between actors, possibly of two nodes: short-lived CBOR, at most 128 KiB. */
public interface Message {}
