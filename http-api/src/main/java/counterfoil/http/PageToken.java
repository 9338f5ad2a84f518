package counterfoil.http;

import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/**
 * Where a list goes on, as text that only we read: the number to go on from, and four bytes by which a token of another
 * list, or one that was changed, is told apart.
 */
public final class PageToken {
    private static final int CHECK_LENGTH = 4;
    private static final int LENGTH = Long.BYTES + CHECK_LENGTH;
    private static final int MAX_TEXT = 1_000;

    private PageToken() {}

    /** The token of a number in a list. */
    public static String write(String list, long next) {
        byte[] bytes =
                ByteBuffer.allocate(LENGTH).putLong(next).put(check(list, next)).array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /**
     * The number that a token of this list stands for.
     *
     * @throws Problem.Refused with 422 if it is none
     */
    public static long read(String list, String token) {
        if (token.length() == 16) {
            try {
                ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(token));
                long next = bytes.getLong();
                byte[] check = new byte[CHECK_LENGTH];
                bytes.get(check);
                if (Arrays.equals(check, check(list, next))) {
                    return next;
                }
            } catch (IllegalArgumentException notBase64) {
                // Refused below, as a token of another list is.
            }
        }
        throw Problems.invalidParameter("page_token", token, "must be a next_page_token of the same list")
                .refuse();
    }

    /** The token of a place in a list whose order is not that of a number; at most 500 characters. */
    public static String writeText(String list, String place) {
        byte[] text = place.getBytes(StandardCharsets.UTF_8);
        byte[] bytes = ByteBuffer.allocate(CHECK_LENGTH + text.length)
                .put(check(list, place))
                .put(text)
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /**
     * The place that a token of this list stands for.
     *
     * @throws Problem.Refused with 422 if it is none
     */
    public static String readText(String list, String token) {
        if (token.length() <= MAX_TEXT) {
            try {
                byte[] bytes = Base64.getUrlDecoder().decode(token);
                if (bytes.length > CHECK_LENGTH) {
                    String place = new String(bytes, CHECK_LENGTH, bytes.length - CHECK_LENGTH, StandardCharsets.UTF_8);
                    if (Arrays.equals(Arrays.copyOf(bytes, CHECK_LENGTH), check(list, place))) {
                        return place;
                    }
                }
            } catch (IllegalArgumentException notBase64) {
                // Refused below, as a token of another list is.
            }
        }
        throw Problems.invalidParameter("page_token", token, "must be a next_page_token of the same list")
                .refuse();
    }

    private static byte[] check(String list, Object next) {
        byte[] hash = Digests.sha256((list + '\n' + next).getBytes(StandardCharsets.UTF_8));
        return Arrays.copyOf(hash, CHECK_LENGTH);
    }

    /** The value of a Link header to the next page: the call's own URL with another token. */
    public static String link(Call call, String token) {
        StringBuilder link = new StringBuilder("<")
                .append(call.request().getUri().getPathString())
                .append("?page_token=")
                .append(token);
        call.query().values().forEach((name, value) -> {
            if (!name.equals("page_token")) {
                link.append('&').append(name).append('=').append(encode(value));
            }
        });
        return link.append(">; rel=\"next\"").toString();
    }

    private static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
