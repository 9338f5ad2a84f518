package counterfoil.persistence.journal;

import com.fasterxml.jackson.databind.introspect.AnnotatedConstructor;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.AnnotatedParameter;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import java.lang.reflect.AnnotatedType;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes every record component required when it is read, unless its type is Optional or marked {@code @Nullable}: the
 * null rules that the compiler checks hold for what comes out of the journal as well.
 */
final class RequiredComponents extends JacksonAnnotationIntrospector {

    private static final Set<Class<?>> OPTIONAL =
            Set.of(Optional.class, OptionalInt.class, OptionalLong.class, OptionalDouble.class);

    @Override
    public @Nullable Boolean hasRequiredMarker(AnnotatedMember member) {
        Boolean marked = super.hasRequiredMarker(member);
        if (marked != null
                || !(member instanceof AnnotatedParameter parameter)
                || !(parameter.getOwner() instanceof AnnotatedConstructor constructor)
                || !constructor.getDeclaringClass().isRecord()) {
            return marked;
        }
        AnnotatedType type = constructor.getAnnotated().getAnnotatedParameterTypes()[parameter.getIndex()];
        return !OPTIONAL.contains(parameter.getRawType()) && !type.isAnnotationPresent(Nullable.class);
    }
}
