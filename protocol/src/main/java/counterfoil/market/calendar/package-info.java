/**
 * When markets trade: calendars made of typed rules, the days and sessions that follow from them, and the segments into
 * which they part the time of bars. A calendar knows the dates from its first to its last and says of all others that it
 * does not know them. Plain Java; time is an input, and instants follow from local times by the market's zone.
 */
@NullMarked
package counterfoil.market.calendar;

import org.jspecify.annotations.NullMarked;
