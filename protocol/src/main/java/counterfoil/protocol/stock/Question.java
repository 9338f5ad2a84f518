package counterfoil.protocol.stock;

import counterfoil.market.Rule;

/**
 * Why a bar is kept apart.
 *
 * @param question number of the question within the instrument, from 1
 * @param time the bar's time in epoch seconds
 * @param rule the rule that it breaks
 * @param detail the evidence, with the values
 */
public record Question(long question, long time, Rule rule, String detail) {}
