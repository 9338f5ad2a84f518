/** Tests of the right to speak. */
@NullMarked
package counterfoil.node.pulse;

import org.jspecify.annotations.NullMarked;
