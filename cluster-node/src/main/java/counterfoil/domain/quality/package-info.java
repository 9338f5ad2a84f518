/**
 * What is odd about data: bars of a batch that lie on another level than their neighbours, and the quality report on the
 * bars of a stock that stand (sessions without a bar, bars that repeat, corporate actions that the prices do not show).
 * Pure functions of recorded facts; nothing here is stored, and nothing stops a bar that stands.
 */
@NullMarked
package counterfoil.domain.quality;

import org.jspecify.annotations.NullMarked;
