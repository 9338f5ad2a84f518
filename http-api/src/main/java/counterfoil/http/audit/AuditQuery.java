package counterfoil.http.audit;

import counterfoil.http.Call;
import counterfoil.http.Problems;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the parameters that several of these routes share. Each throws a 422 for a value of another form. */
final class AuditQuery {
    private static final Pattern NUMBER = Pattern.compile("0|[1-9][0-9]{0,17}");
    private static final Pattern TYPE = Pattern.compile("[a-z][a-z0-9-]{0,39}");
    private static final Pattern ID = Pattern.compile("[!-{}~]{1,200}");

    private AuditQuery() {}

    /** A position or size; null when it is not given. */
    static @Nullable Long number(Call call, String name) {
        String text = call.query().get(name);
        if (text == null) {
            return null;
        }
        if (!NUMBER.matcher(text).matches()) {
            throw Problems.invalidParameter(name, text, "must be a whole number from 0, without leading zeros")
                    .refuse();
        }
        return Long.valueOf(text);
    }

    /** A position or size that must be given. */
    static long requiredNumber(Call call, String name) {
        Long number = number(call, name);
        if (number == null) {
            throw Problems.invalidParameter(name, null, "must be a whole number from 0")
                    .refuse();
        }
        return number;
    }

    /** The persistence id that {@code type} and {@code id} make. */
    static String persistenceId(Call call) {
        String type = call.query().get("type");
        String id = call.query().get("id");
        if (type == null || !TYPE.matcher(type).matches()) {
            throw Problems.invalidParameter("type", type, "must be the type of an entity, such as stock")
                    .refuse();
        }
        if (id == null || !ID.matcher(id).matches()) {
            throw Problems.invalidParameter("id", id, "must be 1 to 200 visible ASCII characters without a bar")
                    .refuse();
        }
        return type + "|" + id;
    }
}
