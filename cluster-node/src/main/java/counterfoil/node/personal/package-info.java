/**
 * Personal data in a running node: opens the key store, makes good at start what a crash or a restored backup undid, and
 * enciphers and reads texts for the HTTP API on threads that may wait.
 */
@NullMarked
package counterfoil.node.personal;

import org.jspecify.annotations.NullMarked;
