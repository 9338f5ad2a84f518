package counterfoil.persistence.query;

import java.util.List;

/**
 * A page of the audit list.
 *
 * @param more whether others follow
 */
public record AuditPage(List<AuditEntry> entries, boolean more, TableBasis basis) {
    /** Copies the list in. */
    public AuditPage {
        entries = List.copyOf(entries);
    }
}
