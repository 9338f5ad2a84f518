/** Routes by which an operator erases the personal data of a subject. */
@NullMarked
package counterfoil.http.subject;

import org.jspecify.annotations.NullMarked;
