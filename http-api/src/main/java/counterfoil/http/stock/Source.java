package counterfoil.http.stock;

import counterfoil.http.Faults;
import counterfoil.http.JsonShape;
import java.util.regex.Pattern;

/** The name of who gave a batch of facts. */
final class Source {
    /** The name where a request gives none. */
    static final String DEFAULT = "import";

    /** A source in a JSON body. */
    static final JsonShape<String> SHAPE = JsonShape.TEXT.to(Source::checked);

    // As the origin of an import has it.
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._:-]{1,64}");

    private Source() {}

    /** The source itself; refuses another form with {@link IllegalArgumentException}. */
    static String checked(String source) {
        if (!FORM.matcher(source).matches()) {
            throw new IllegalArgumentException(
                    "a source has 1 to 64 letters, digits, dots, underscores, colons or dashes: "
                            + Faults.shown(source));
        }
        return source;
    }
}
