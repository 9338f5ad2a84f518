/**
 * Reads calendars from files: those that are shipped in {@code config/}, and those of a folder that the operator names,
 * which take the place of shipped ones for the same markets. What a file says is checked once, at start; a file that says
 * anything else than a calendar stops it with one line that names file, line and rule.
 */
@NullMarked
package counterfoil.node.calendar;

import org.jspecify.annotations.NullMarked;
