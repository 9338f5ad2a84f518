package counterfoil.protocol.subject;

import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;

/** How a subject is addressed: by its pseudonymous id. */
public final class SubjectKey {
    /** Sharding type; the first part of the persistence id. */
    public static final EntityTypeKey<SubjectCommand> TYPE = EntityTypeKey.create(SubjectCommand.class, "subject");

    private SubjectKey() {}
}
