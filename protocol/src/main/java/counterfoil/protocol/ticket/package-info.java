/**
 * Tickets: a client that has shown its token gets one, and opens one WebSocket with it within half a minute. They live in
 * memory only; a ticket that is lost with its node is refused like a used one.
 */
@NullMarked
package counterfoil.protocol.ticket;

import org.jspecify.annotations.NullMarked;
