package counterfoil.persistence.journal;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says which version of its own {@code apply} made a state. Raised when the same events must lead to another state of
 * the same shape: snapshots made before are then ignored.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface ApplyVersion {
    /** The version, from 1. */
    int value();
}
