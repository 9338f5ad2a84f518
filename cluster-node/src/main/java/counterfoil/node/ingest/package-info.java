/**
 * Where quotes and bars come from: sources that run on nodes with the role {@code ingest}, each once in the cluster. A
 * source asks its instrument and waits for the answer before it goes on, and names its commands after what they carry, so
 * that a repeat after a time-out or on another node is harmless.
 */
@NullMarked
package counterfoil.node.ingest;

import org.jspecify.annotations.NullMarked;
