/** What spreadsheets and paths make of what auditors reach. */
@NullMarked
package counterfoil.http.audit;

import org.jspecify.annotations.NullMarked;
