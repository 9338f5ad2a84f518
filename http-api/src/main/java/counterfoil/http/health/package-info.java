/** How the node is: what it runs, whether it lives, takes requests, and reaches its database. */
@NullMarked
package counterfoil.http.health;

import org.jspecify.annotations.NullMarked;
