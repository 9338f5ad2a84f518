package counterfoil.http;

import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.NotUsed;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * What a route answers. The headers that every response has are added where it leaves.
 *
 * @param status HTTP status
 * @param contentType type of the body
 * @param content the body
 * @param headers what this answer has beside the common headers
 * @param policy which of the common headers it gets
 */
public record Answer(int status, ContentType contentType, Content content, List<HttpHeader> headers, Policy policy) {
    private static final Content NO_BODY = new Content.Bytes(new byte[0]);

    /** The body of an answer. */
    public sealed interface Content {
        /** Bytes that nobody changes any more; empty for no body. */
        @SuppressWarnings("ArrayRecordComponent") // on their way out; nobody compares two answers
        record Bytes(byte[] bytes) implements Content {}

        /** Bytes that are made as fast as the client takes them; when it fails, the client sees a body cut off. */
        record Flow(Source<ByteString, NotUsed> bytes) implements Content {}

        /** The connection speaks another protocol from here on; this takes the client's bytes and makes ours. */
        record Upgrade(org.apache.pekko.stream.javadsl.Flow<ByteString, ByteString, NotUsed> protocol)
                implements Content {}
    }

    /** What a browser may do with an answer. */
    public enum Policy {
        /** JSON for a program; nothing keeps it and nothing is loaded from it. */
        PRIVATE_JSON,
        /** JSON that is the same for everybody. */
        PUBLIC_JSON,
        /** Bytes that will never be others at this address; a client may keep them for itself. */
        IMMUTABLE,
        /** A page of ours that loads scripts and styles of ours. */
        PAGE,
        /** As {@link #PAGE}, for a page whose library writes its styles into the page itself. */
        PAGE_WITH_INLINE_STYLE
    }

    /** An answer of bytes. */
    public static Answer of(int status, ContentType type, byte[] body, Policy policy) {
        return new Answer(status, type, new Content.Bytes(body), List.of(), policy);
    }

    /** A JSON answer. */
    public static Answer json(int status, byte[] body) {
        return of(status, ContentTypes.APPLICATION_JSON, body, Policy.PRIVATE_JSON);
    }

    /** An answer that is made while it is sent. */
    public static Answer flow(ContentType type, Source<ByteString, NotUsed> body) {
        return new Answer(200, type, new Content.Flow(body), List.of(), Policy.PRIVATE_JSON);
    }

    /** An answer after which the connection speaks another protocol; its headers name the protocol. */
    public static Answer upgrade(org.apache.pekko.stream.javadsl.Flow<ByteString, ByteString, NotUsed> protocol) {
        return new Answer(
                101, ContentTypes.NO_CONTENT_TYPE, new Content.Upgrade(protocol), List.of(), Policy.PRIVATE_JSON);
    }

    /** This answer for a client that may keep it for ever. */
    public Answer immutable() {
        return new Answer(status, contentType, content, headers, Policy.IMMUTABLE);
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
        return new Answer(status, contentType, content, longer, policy);
    }
}
