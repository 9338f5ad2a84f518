/** What the register of legal holds promises: in force until two persons agree. */
@NullMarked
package counterfoil.node.hold;

import org.jspecify.annotations.NullMarked;
