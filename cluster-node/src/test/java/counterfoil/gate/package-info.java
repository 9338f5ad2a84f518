/**
 * The gates that read our own sources and classes, as tests. {@link counterfoil.gate.TidyTest} holds every file of the
 * repository against {@link counterfoil.gate.Gate}; {@link counterfoil.gate.ArchitectureTest} holds the compiled classes
 * of all modules against {@link counterfoil.gate.ArchitectureRules}. Both are tested themselves: each gate and each rule
 * is shown a planted fault and must find it. {@code docs/develop/gates.md} tells how to read their messages.
 */
@NullMarked
package counterfoil.gate;

import org.jspecify.annotations.NullMarked;
