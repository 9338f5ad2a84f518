package counterfoil.node.sample;

import java.math.BigDecimal;

/**
 * A trade of the sample.
 *
 * @param number its place in the file, from 1
 * @param time epoch seconds
 * @param price in US dollars
 * @param amount units traded
 */
public record Trade(long number, long time, BigDecimal price, BigDecimal amount) {}
