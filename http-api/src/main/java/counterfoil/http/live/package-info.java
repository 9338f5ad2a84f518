/**
 * Live values for clients: the WebSocket, server-sent events, and the hub that tells all sockets of a node what its
 * stocks observe and record. A snapshot comes first, then changes; a client that reads too slowly loses old quotes, never
 * a recorded fact without being told.
 */
@NullMarked
package counterfoil.http.live;

import org.jspecify.annotations.NullMarked;
