/** What the log says about itself in the journal that it seals. */
@NullMarked
package counterfoil.protocol.seal;

import org.jspecify.annotations.NullMarked;
