package counterfoil.protocol.hold;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a legal hold covers: one entity, or everything.
 *
 * @param type type of the entity, such as {@code stock}; null for everything
 * @param id of the entity, 1 to 200 visible ASCII characters without a bar; null for everything
 */
public record HoldScope(@Nullable String type, @Nullable String id) {
    /** Everything that is kept. */
    public static final HoldScope EVERYTHING = new HoldScope(null, null);

    private static final Pattern TYPE = Pattern.compile("[a-z][a-z0-9-]{0,39}");
    private static final Pattern ID = Pattern.compile("[!-{}~]{1,200}");

    /** Refuses half of a name, and a type or id that no entity can have. */
    public HoldScope {
        if ((type == null) != (id == null)) {
            throw new IllegalArgumentException("a hold names both type and id of an entity, or neither");
        }
        if (type != null && !TYPE.matcher(type).matches()) {
            throw new IllegalArgumentException("not the type of an entity: " + type);
        }
        if (id != null && !ID.matcher(id).matches()) {
            throw new IllegalArgumentException("not the id of an entity: " + id);
        }
    }

    /** Whether what an entity recorded is covered; a persistence id is its type, a bar, its id. */
    public boolean covers(String persistenceId) {
        return type == null || persistenceId.equals(type + "|" + id);
    }
}
