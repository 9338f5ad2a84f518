package counterfoil.persistence.personal;

/** Nothing can be written about a subject whose key was destroyed. */
public final class SubjectIsErased extends RuntimeException {
    SubjectIsErased() {
        super("the subject was erased");
    }
}
