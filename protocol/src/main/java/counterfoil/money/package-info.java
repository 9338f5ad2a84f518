/**
 * Ledger money: exact decimal amounts with their currency. An amount is never a {@code double}, never compared by
 * {@code BigDecimal.equals} on unequal scales, and its JSON form is a decimal string.
 */
@NullMarked
package counterfoil.money;

import org.jspecify.annotations.NullMarked;
