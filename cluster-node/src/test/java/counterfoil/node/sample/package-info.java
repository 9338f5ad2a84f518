/** What the sample data is. */
@NullMarked
package counterfoil.node.sample;

import org.jspecify.annotations.NullMarked;
