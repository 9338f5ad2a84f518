/**
 * Personal data that can be destroyed although nothing is ever deleted from the journal. A text that a person writes, or
 * that is about one, stands in events only enciphered under a random key of its subject. The keys are wrapped by the
 * master key and kept in a database of their own; erasing a subject destroys its key, and the bytes in the journal, with
 * every hash over them, stay as they are.
 */
@NullMarked
package counterfoil.persistence.personal;

import org.jspecify.annotations.NullMarked;
