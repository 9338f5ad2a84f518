package counterfoil.http;

import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.jspecify.annotations.Nullable;

/**
 * What a route answers. The headers that every response has are added where it leaves.
 *
 * @param status HTTP status
 * @param contentType type of the body
 * @param body the bytes, which nobody changes any more; empty for none
 * @param headers what this answer has beside the common headers
 * @param policy which of the common headers it gets
 */
@SuppressWarnings("ArrayRecordComponent") // bytes on their way out; nobody compares two answers
public record Answer(int status, ContentType contentType, byte[] body, List<HttpHeader> headers, Policy policy) {
    private static final byte[] NO_BODY = new byte[0];

    /** What a browser may do with an answer. */
    public enum Policy {
        /** JSON for a program; nothing keeps it and nothing is loaded from it. */
        PRIVATE_JSON,
        /** JSON that is the same for everybody. */
        PUBLIC_JSON,
        /** A page of ours that loads scripts and styles of ours. */
        PAGE,
        /** As {@link #PAGE}, for a page whose library writes its styles into the page itself. */
        PAGE_WITH_INLINE_STYLE
    }

    /** A JSON answer. */
    public static Answer json(int status, byte[] body) {
        return new Answer(status, ContentTypes.APPLICATION_JSON, body, List.of(), Policy.PRIVATE_JSON);
    }

    /** An answer without a body. */
    public static Answer empty(int status) {
        return new Answer(status, ContentTypes.NO_CONTENT_TYPE, NO_BODY, List.of(), Policy.PRIVATE_JSON);
    }

    /** This answer with one more header; with none more when the value is null. */
    public Answer withHeader(String name, @Nullable String value) {
        if (value == null) {
            return this;
        }
        List<HttpHeader> longer = new ArrayList<>(headers.size() + 1);
        longer.addAll(headers);
        longer.add(RawHeader.create(name, value));
        return new Answer(status, contentType, body, longer, policy);
    }
}
