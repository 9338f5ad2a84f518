package counterfoil.persistence.seal;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The program of the auditor's own jar: {@code java -jar counterfoil-verify.jar DIR}. */
public final class VerifyMain {
    private static final String USAGE = """
            usage: java -jar counterfoil-verify.jar DIR [--key VKEY]... [--head FILE] [--witness FILE] [--json]

            Checks an export offline: every event, every tile, the signed head, and that the log goes on from
            heads that were signed before.

              --key VKEY      trust this key of the log or of its cosigner; got by another way than the export
              --head FILE     an earlier signed head that you kept
              --witness FILE  remembers the newest verified head from one check to the next; made at first use
              --json          print one JSON object

            Exit code 0 without a fault, 1 with one, 2 if the check could not be done.
            """;

    private VerifyMain() {}

    /** What the command line asks for. */
    private record Arguments(VerifyRequest request, boolean json) {}

    /** Runs the check and ends the process with its exit code. */
    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        System.exit(run(List.of(arguments), out));
    }

    /** Runs the check; gives the exit code. */
    static int run(List<String> arguments, PrintStream out) {
        if (arguments.isEmpty() || arguments.contains("--help")) {
            out.print(USAGE);
            return arguments.isEmpty() ? Verification.Verdict.UNCHECKED.exitCode() : 0;
        }
        Arguments parsed;
        try {
            parsed = parse(arguments);
        } catch (SealProblem | InvalidPathException e) {
            out.println("could not check: " + e.getMessage());
            return Verification.Verdict.UNCHECKED.exitCode();
        }
        Verification result = Verifier.verify(parsed.request);
        if (parsed.json) {
            out.println(VerifyReport.json(result));
        } else {
            VerifyReport.lines(result).forEach(out::println);
        }
        return result.verdict().exitCode();
    }

    private static Arguments parse(List<String> arguments) {
        List<VerifierKey> keys = new ArrayList<>();
        @Nullable Path folder = null;
        @Nullable Path head = null;
        @Nullable Path witness = null;
        boolean json = false;
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            switch (argument) {
                case "--json" -> json = true;
                case "--key" -> keys.add(VerifierKey.parse(value(arguments, ++i)));
                case "--head" -> head = Path.of(value(arguments, ++i));
                case "--witness" -> witness = Path.of(value(arguments, ++i));
                default -> {
                    if (argument.startsWith("--") || folder != null) {
                        throw SealProblem.malformed("unexpected argument " + Texts.shown(argument) + ", see --help");
                    }
                    folder = Path.of(argument);
                }
            }
        }
        if (folder == null) {
            throw SealProblem.malformed("the folder of the export is not named, see --help");
        }
        return new Arguments(new VerifyRequest(folder, keys, head, witness), json);
    }

    private static String value(List<String> arguments, int at) {
        if (at >= arguments.size()) {
            throw SealProblem.malformed(arguments.get(at - 1) + " needs a value, see --help");
        }
        return arguments.get(at);
    }
}
