/** What a node records about itself, so that "which code answered" is a fact. */
@NullMarked
package counterfoil.protocol.node;

import org.jspecify.annotations.NullMarked;
