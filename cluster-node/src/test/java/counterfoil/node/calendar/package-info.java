@NullMarked
package counterfoil.node.calendar;

import org.jspecify.annotations.NullMarked;
