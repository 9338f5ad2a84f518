/** What the meeting point promises when several ask at the same time. */
@NullMarked
package counterfoil.persistence.member;

import org.jspecify.annotations.NullMarked;
