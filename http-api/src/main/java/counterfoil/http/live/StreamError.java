package counterfoil.http.live;

import counterfoil.http.Problem;
import counterfoil.http.Problems;
import org.jspecify.annotations.Nullable;

/**
 * What was wrong, as a message of the stream tells it.
 *
 * @param code stable number
 * @param message for people
 * @param asked the name that the client gave, where it is about one
 * @param problem the code of the problem that a request by HTTP would have got, where there is one
 */
record StreamError(
        Code code,
        String message,
        @Nullable String asked,
        @Nullable String problem) {
    /** The codes, as docs/use/streaming.md lists them. */
    enum Code {
        /** A message that is no JSON object of a known form. */
        MALFORMED(400),
        /** Anything but a token before the token. */
        NOT_AUTHENTICATED(401),
        /** A wrong token. */
        AUTH_FAILED(402),
        /** A second token. */
        ALREADY_AUTHENTICATED(403),
        /** No token in time. */
        AUTH_TIMEOUT(404),
        /** More subscriptions than a client may have. */
        TOO_MANY_SUBSCRIPTIONS(405),
        /** A client that reads more slowly than facts come. */
        SLOW_CLIENT(407),
        /** More messages within a second than a client may send. */
        TOO_MANY_MESSAGES(408),
        /** An action that is not known. */
        UNKNOWN_ACTION(409),
        /** Something to listen to that does not exist yet. */
        NOT_AVAILABLE(410),
        /** An instrument that cannot be subscribed; the problem says why. */
        BAD_INSTRUMENT(411),
        /** A subscription to end that there is not. */
        NOT_SUBSCRIBED(412),
        /** The log, or the stock, cannot be read at present; try again. */
        UNAVAILABLE(503);

        private final int number;

        Code(int number) {
            this.number = number;
        }

        int number() {
            return number;
        }
    }

    static StreamError of(Code code, String message) {
        return new StreamError(code, message, null, null);
    }

    /** Why one name could not be subscribed. */
    static StreamError of(String asked, Problem problem) {
        String detail = problem.detail();
        return new StreamError(
                problem.status() >= 500 ? Code.UNAVAILABLE : Code.BAD_INSTRUMENT,
                problem.title() + (detail == null ? "" : ": " + detail),
                Problems.shorten(asked),
                problem.code());
    }

    /** Why one name could not be subscribed, from what failed. */
    static StreamError of(String asked, @Nullable Throwable failure) {
        return failure == null
                ? about(Code.UNAVAILABLE, asked, "no answer; try again")
                : Problem.within(failure)
                        .map(problem -> of(asked, problem))
                        .orElseGet(() -> about(Code.UNAVAILABLE, asked, "cannot be read at present; try again"));
    }

    static StreamError about(Code code, String asked, String message) {
        return new StreamError(code, message, Problems.shorten(asked), null);
    }
}
