/** Tests of the parts of the streams that need no server. */
@NullMarked
package counterfoil.http.live;

import org.jspecify.annotations.NullMarked;
