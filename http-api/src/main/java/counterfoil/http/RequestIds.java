package counterfoil.http;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;

/**
 * The id under which a request is found again in answers, events and logs: the client's own if it is harmless, else one
 * of ours, which is random per process and then counts.
 */
final class RequestIds {
    private static final int MAX_LENGTH = 64;
    private static final String PREFIX = HexFormat.of().formatHex(new SecureRandom().generateSeed(8)) + "-";
    private static final AtomicLong NEXT = new AtomicLong(1);

    private RequestIds() {}

    static String of(HttpRequest request) {
        for (HttpHeader header : request.getHeaders()) {
            if (header.is("x-request-id")) {
                return isHarmless(header.value()) ? header.value() : next();
            }
        }
        return next();
    }

    static String next() {
        return PREFIX + Long.toString(NEXT.getAndIncrement(), 36);
    }

    /** Letters, digits, dots, underscores and dashes mean nothing in a log, a header or JSON. */
    private static boolean isHarmless(String id) {
        if (id.isEmpty() || id.length() > MAX_LENGTH) {
            return false;
        }
        for (int i = 0; i < id.length(); i++) {
            char c = id.charAt(i);
            boolean letterOrDigit = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (!letterOrDigit && c != '.' && c != '_' && c != '-') {
                return false;
            }
        }
        return true;
    }
}
