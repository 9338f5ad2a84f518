package counterfoil.http;

import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.ContentTypes;

/** Writes a problem as RFC 9457 wants it, with the headers that its status asks for. */
final class ProblemJson {
    private static final ContentType PROBLEM = ContentTypes.parse("application/problem+json");

    private ProblemJson() {}

    static Answer answer(Problem problem, String requestId) {
        Answer answer = Answer.of(problem.status(), PROBLEM, write(problem, requestId), Answer.Policy.PRIVATE_JSON);
        return switch (problem.status()) {
            case 401 -> answer.withHeader("WWW-Authenticate", "Bearer");
            case 503 -> answer.withHeader("Retry-After", "1");
            default -> answer;
        };
    }

    private static byte[] write(Problem problem, String requestId) {
        return Json.write(json -> {
            json.writeStartObject();
            json.writeStringField("type", "urn:counterfoil:problem:" + problem.code());
            json.writeStringField("title", problem.title());
            json.writeNumberField("status", problem.status());
            if (problem.detail() != null) {
                json.writeStringField("detail", problem.detail());
            }
            json.writeStringField("instance", "urn:counterfoil:request:" + requestId);
            json.writeStringField("code", problem.code());
            json.writeArrayFieldStart("errors");
            for (Problem.FieldError error : problem.errors()) {
                json.writeStartObject();
                json.writeStringField("pointer", error.pointer());
                json.writeStringField("message", error.message());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeStringField("request_id", requestId);
            json.writeEndObject();
        });
    }
}
