/**
 * What an operator asks of the cluster: who is in it, where its entities live, and that a member leaves. The node itself
 * knows the answers; here they become routes and JSON.
 */
@NullMarked
package counterfoil.http.cluster;

import org.jspecify.annotations.NullMarked;
