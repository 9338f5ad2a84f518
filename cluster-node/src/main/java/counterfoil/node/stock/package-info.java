/**
 * The {@code stock} entity: one instrument with its bars, corporate actions and questions. {@link
 * counterfoil.node.stock.StockEntity} hears commands, {@link counterfoil.node.stock.StockDecision} turns a command and
 * the state into events or a refusal, {@link counterfoil.node.stock.StockState} applies events, and {@link
 * counterfoil.node.stock.StockReads} answers from the state.
 */
@NullMarked
package counterfoil.node.stock;

import org.jspecify.annotations.NullMarked;
