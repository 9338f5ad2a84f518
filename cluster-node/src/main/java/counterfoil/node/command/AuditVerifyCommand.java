package counterfoil.node.command;

import counterfoil.persistence.seal.SealProblem;
import counterfoil.persistence.seal.Verification;
import counterfoil.persistence.seal.Verifier;
import counterfoil.persistence.seal.VerifierKey;
import counterfoil.persistence.seal.VerifyReport;
import counterfoil.persistence.seal.VerifyRequest;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Checks an export offline, with the same code as the auditor's own jar. */
@Command(
        name = "verify",
        description = {
            "Check an export offline: every event, every tile, the signed head, and that the log goes on from heads"
                    + " that were signed before.",
            "Exit code 0 without a fault, 1 with one, 2 if the check could not be done."
        },
        mixinStandardHelpOptions = true,
        versionProvider = CommandLines.Version.class)
final class AuditVerifyCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before the command runs
    private CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "Folder of the export.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before the command runs
    private Path folder;

    @Option(
            names = "--key",
            paramLabel = "VKEY",
            converter = KeyReader.class,
            description = "Trust this key of the log or of its cosigner, got by another way than the export.")
    private List<VerifierKey> keys = List.of();

    @Option(names = "--head", paramLabel = "FILE", description = "An earlier signed head that you kept.")
    private @Nullable Path head;

    @Option(
            names = "--witness",
            paramLabel = "FILE",
            description = "Remembers the newest verified head from one check to the next; made at first use.")
    private @Nullable Path witness;

    @Option(names = "--json", description = "Print one JSON object for programs.")
    private boolean json;

    static final class KeyReader implements ITypeConverter<VerifierKey> {
        @Override
        public VerifierKey convert(String text) {
            try {
                return VerifierKey.parse(text);
            } catch (SealProblem e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }

    @Override
    public Integer call() {
        Verification result = Verifier.verify(new VerifyRequest(folder, keys, head, witness));
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(VerifyReport.json(result));
        } else {
            VerifyReport.lines(result).forEach(out::println);
        }
        return result.verdict().exitCode();
    }
}
