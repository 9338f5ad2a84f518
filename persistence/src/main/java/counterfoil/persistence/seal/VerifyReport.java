package counterfoil.persistence.seal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import counterfoil.persistence.seal.Verification.Scope;
import counterfoil.persistence.seal.Verification.Verdict;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A {@link Verification} as lines for a person, or as one JSON object for a program. */
public final class VerifyReport {
    private static final JsonFactory JSON = new JsonFactory();

    private VerifyReport() {}

    /** Lines for a person; the first one is the verdict. It never says more than was proven. */
    public static List<String> lines(Verification result) {
        List<String> lines = new ArrayList<>();
        result.fault().ifPresent(fault -> lines.add(faultLine(fault)));
        if (result.verdict() == Verdict.UNCHECKED) {
            lines.add("could not check: " + String.join(" ", result.remarks()));
            return lines;
        }
        result.scope().ifPresent(scope -> {
            lines.add(verdictLine(result.verdict(), scope));
            lines.addAll(scopeLines(scope));
        });
        result.remarks().forEach(remark -> lines.add("  " + remark));
        if (result.verdict() == Verdict.COMPLETE) {
            lines.add(
                    "  Nothing from outside was compared: this shows that nothing is missing or changed since this head"
                            + " was signed,");
            lines.add(
                    "  not that the same log was shown before. Keep the head, and use --witness or --head next time.");
        }
        return lines;
    }

    private static String faultLine(Fault fault) {
        String place = fault.position().isPresent()
                ? " at position " + fault.position().getAsLong()
                : "";
        return "fault" + place + ": " + fault.message();
    }

    private static String verdictLine(Verdict verdict, Scope scope) {
        Checkpoint head = scope.head().checkpoint();
        String word = verdict == Verdict.VERIFIED ? "verified" : "complete";
        String range = scope.isWhole()
                ? word + " up to head " + head.size()
                : "positions " + scope.from() + " to " + (scope.to() - 1) + " " + word + ", of head " + head.size();
        return range + " of " + head.origin() + " " + time(scope);
    }

    private static String time(Scope scope) {
        return scope.head().cosignedAt().map(at -> "at " + at).orElse("at a time that no trusted key signed");
    }

    private static List<String> scopeLines(Scope scope) {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT, "  events  %,d of %,d entities", scope.to() - scope.from(), scope.entities()));
        lines.add("  root    " + Texts.base64(scope.head().checkpoint().root()));
        for (VerifierKey key : scope.head().signedBy()) {
            lines.add("  key     " + key.text());
        }
        lines.add(
                switch (scope.keySource()) {
                    case "given" -> "          the key that was given, or one that it handed over to";
                    case "head" -> "          the key that signed the earlier head, or one that it handed over to";
                    case "witness" -> "          the key in the witness file, or one that it handed over to";
                    default -> "          the key came with the export: compare it with the published one";
                });
        lines.add("  heads   " + scope.comparedHeads() + " earlier, and the log goes on from each");
        return lines;
    }

    /** One JSON object: verdict, exit_code, then what applies of fault, head, events and remarks. */
    public static String json(Verification result) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("verdict", result.verdict().name().toLowerCase(Locale.ROOT));
            json.writeNumberField("exit_code", result.verdict().exitCode());
            if (result.fault().isPresent()) {
                fault(json, result.fault().get());
            }
            if (result.scope().isPresent()) {
                scope(json, result.scope().get());
            }
            json.writeArrayFieldStart("remarks");
            for (String remark : result.remarks()) {
                json.writeString(remark);
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the report as JSON", e);
        }
        return text.toString();
    }

    private static void fault(JsonGenerator json, Fault fault) throws IOException {
        json.writeObjectFieldStart("fault");
        json.writeStringField("kind", fault.kind().name().toLowerCase(Locale.ROOT));
        if (fault.position().isPresent()) {
            json.writeNumberField("position", fault.position().getAsLong());
        } else {
            json.writeNullField("position");
        }
        json.writeStringField("message", fault.message());
        json.writeEndObject();
    }

    private static void scope(JsonGenerator json, Scope scope) throws IOException {
        Checkpoint head = scope.head().checkpoint();
        json.writeObjectFieldStart("head");
        json.writeStringField("origin", head.origin());
        json.writeNumberField("size", head.size());
        json.writeStringField("root", Texts.base64(head.root()));
        if (scope.head().cosignedAt().isPresent()) {
            json.writeStringField("at", scope.head().cosignedAt().get().toString());
        } else {
            json.writeNullField("at");
        }
        json.writeArrayFieldStart("keys");
        for (VerifierKey key : scope.head().signedBy()) {
            json.writeString(key.text());
        }
        json.writeEndArray();
        json.writeEndObject();
        json.writeStringField("key_source", scope.keySource());
        json.writeNumberField("from", scope.from());
        json.writeNumberField("to", scope.to());
        json.writeNumberField("entities", scope.entities());
        json.writeNumberField("earlier_heads", scope.comparedHeads());
    }
}
