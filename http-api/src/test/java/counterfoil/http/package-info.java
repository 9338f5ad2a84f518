/** Tests over real HTTP, against hand-written entities. */
@NullMarked
package counterfoil.http;

import org.jspecify.annotations.NullMarked;
