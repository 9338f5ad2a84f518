/** Whether read tables skip nothing, double nothing and come back from everything. */
@NullMarked
package counterfoil.persistence.projection;

import org.jspecify.annotations.NullMarked;
