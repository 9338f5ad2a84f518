package counterfoil.domain.series;

import counterfoil.market.Bar;

/**
 * A bar as one import stated it.
 *
 * @param origin index of the import among those of its stock
 * @param bar what it stated
 */
public record Version(int origin, Bar bar) {}
