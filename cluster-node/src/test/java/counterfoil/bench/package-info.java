/**
 * What {@code ./counterfoil bench NAME} runs. Every benchmark measures our work and what it is compared with in the same
 * process run, and prints both, their ratio and the CPU time per operation. Test scope: none of it ships.
 */
@NullMarked
package counterfoil.bench;

import org.jspecify.annotations.NullMarked;
