package counterfoil.http.audit;

import counterfoil.persistence.query.Connections;
import counterfoil.persistence.query.SealStatus;
import counterfoil.persistence.seal.VerifierKey;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Where auditors' routes read.
 *
 * @param connections to the journal's database, for calls that block
 * @param verifierKeys the public keys of the log and its cosigner, as they are now; empty when this node has none
 * @param seal how sealing goes on this node; empty on one that does not seal
 */
public record AuditAccess(
        Connections connections, Supplier<List<VerifierKey>> verifierKeys, Supplier<Optional<SealStatus>> seal) {}
