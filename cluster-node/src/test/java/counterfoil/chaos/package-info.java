/**
 * Faults and what must hold in spite of them. A real PostgreSQL and nodes in JVMs of their own are killed, stopped, cut off
 * and started again while clients write and read; everything that the clients saw goes to a history, and a checker of
 * linear time holds the history against the order in the journal. {@code docs/develop/chaos.md} says how to run it and how to
 * read what it prints; {@code docs/adr/0030-a-history-is-checked-against-the-journal.md} why the checker is as it is.
 */
@NullMarked
package counterfoil.chaos;

import org.jspecify.annotations.NullMarked;
