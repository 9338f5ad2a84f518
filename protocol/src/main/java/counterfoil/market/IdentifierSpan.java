package counterfoil.market;

/**
 * An identifier and the dates for which it names an instrument.
 *
 * @param identifier the name
 * @param validity when it is valid
 */
public record IdentifierSpan(Identifier identifier, Validity validity) {}
