/**
 * The outside world's door. Requests come in, are authenticated and parsed, become commands that are asked through
 * sharding, and replies become responses. Nothing here knows an entity class; only its language.
 */
@NullMarked
package counterfoil.http;

import org.jspecify.annotations.NullMarked;
