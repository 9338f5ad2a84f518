package counterfoil.persistence.journal;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Completes a PostgreSQL JDBC address with the driver parameters the journal relies on.
 *
 * <p>A parameter that the address already has is kept as it is. Times are whole seconds, the driver's unit.
 */
public final class JdbcUrl {

    private static final Map<String, String> FOR_ALL = parameters(
            // A server that is down is found out about within the two seconds a client may wait for its 503.
            "connectTimeout", "2",
            // A server that accepts but says nothing (stopped process) must not hold a thread for ever.
            "loginTimeout", "3",
            // A peer that vanished without a word is noticed by the kernel.
            "tcpKeepAlive", "true",
            "ApplicationName", "counterfoil");

    private static final Map<String, String> FOR_POOL = parameters(
            // One multi-row INSERT for a batch instead of one per row: 61k against 13k rows per second.
            "reWriteBatchedInserts", "true",
            // Above statement_timeout (4 s), so that the server's own answer comes first when it can.
            "socketTimeout", "6");

    private static final Map<String, String> FOR_SEALER = parameters(
            // One statement for a batch of rows.
            "reWriteBatchedInserts", "true",
            "ApplicationName", "counterfoil-sealer",
            // Binary results from the first execution on: payloads as hex text take twice the bytes.
            "prepareThreshold", "-1",
            // Above its statement_timeout (30 s).
            "socketTimeout", "35");

    private static final Map<String, String> FOR_MEETING = parameters(
            "ApplicationName", "counterfoil-meeting",
            // A node that waits longer for this answer is better off with a new connection.
            "socketTimeout", "3");

    private JdbcUrl() {}

    /** Returns the address for the connection pool: every statement is short, so reads time out too. */
    public static String forPool(String url) {
        return with(with(url, FOR_ALL), FOR_POOL);
    }

    /** Returns the address for the sealer, which reads payloads in binary. */
    public static String forSealer(String url) {
        return with(with(url, FOR_SEALER), FOR_ALL);
    }

    /** Returns the address for the connection by which a node says that it lives. */
    public static String forMeeting(String url) {
        return with(with(url, FOR_MEETING), FOR_ALL);
    }

    /** Returns the address for the owner, whose migrations may run for minutes: no limit on reads. */
    public static String forOwner(String url) {
        return with(url, FOR_ALL);
    }

    /** Returns the address without parameters, which may hold a password, for messages and logs. */
    public static String withoutParameters(String url) {
        int question = url.indexOf('?');
        return question < 0 ? url : url.substring(0, question);
    }

    private static String with(String url, Map<String, String> wanted) {
        if (!url.startsWith("jdbc:postgresql:")) {
            throw new IllegalArgumentException(
                    "not a PostgreSQL JDBC address (jdbc:postgresql://host:port/database): " + withoutParameters(url));
        }
        int question = url.indexOf('?');
        String given = question < 0 ? "" : "&" + url.substring(question + 1);
        StringBuilder completed = new StringBuilder(url);
        wanted.forEach((name, value) -> {
            if (!given.contains("&" + name + "=")) {
                char separator = completed.indexOf("?") < 0 ? '?' : '&';
                completed.append(separator).append(name).append('=').append(value);
            }
        });
        return completed.toString();
    }

    private static Map<String, String> parameters(String... namesAndValues) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            parameters.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return parameters;
    }
}
