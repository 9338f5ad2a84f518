/** What is answered from the read tables: the search, the audit list, and the tables' own state and controls. */
@NullMarked
package counterfoil.http.readtable;

import org.jspecify.annotations.NullMarked;
