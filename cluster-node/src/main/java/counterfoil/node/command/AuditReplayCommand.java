package counterfoil.node.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import counterfoil.http.IsoTime;
import counterfoil.http.audit.AuditJson;
import counterfoil.http.audit.ReplayedState;
import counterfoil.node.ThisRelease;
import counterfoil.node.audit.EntityKinds;
import counterfoil.node.audit.NodeReplays;
import counterfoil.node.replay.EntityKind;
import counterfoil.node.replay.Past;
import counterfoil.node.replay.Replay;
import counterfoil.persistence.journal.JournalUnreadable;
import counterfoil.persistence.query.Connections;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints what an entity was known to be at an instant, from the database itself. */
@Command(
        name = "replay",
        description = {
            "Print the state of an entity as it was known at an instant, made from its events, and the state's digest.",
            "Reads the database itself, beside a running node or without one. Exit code 1 when there is no such entity"
                    + " or a row cannot be read."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
@SuppressWarnings("NullAway.Init") // picocli sets required options before the command runs
final class AuditReplayCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "TYPE", description = "stock, listing, node, or another entity type.")
    private String type;

    @Parameters(
            index = "1",
            paramLabel = "ID",
            description = "Instrument id of a stock; AAPL.XNAS or isin:… of a listing; host:port of a node.")
    private String id;

    @Option(
            names = "--known-at",
            paramLabel = "TIME",
            description =
                    "Only what was recorded by then: 2024-01-31T09:30:00Z, or a date for the end of its day in UTC.")
    private @Nullable String knownAt;

    @Option(names = "--as-of", paramLabel = "DATE", description = "Only facts of business dates up to this one.")
    private @Nullable String asOf;

    @Option(names = "--hash", description = "Print the digest only.")
    private boolean hash;

    @Option(names = "--json", description = "Print one line of JSON, as the API answers it.")
    private boolean json;

    @Option(
            names = "--snapshot",
            description = "Start from the newest snapshot that fits; another digest than without means it is wrong.")
    private boolean snapshot;

    @Mixin
    private final DatabaseOptions database = new DatabaseOptions();

    @Override
    public Integer call() {
        EntityKind<?> kind = EntityKinds.named(type)
                .orElseThrow(() -> wrong(
                        "there is no entity type `" + type + "`, there are " + String.join(", ", EntityKinds.names())));
        Instant until = parsed("--known-at", knownAt, IsoTime::knownAt);
        LocalDate date = parsed("--as-of", asOf, IsoTime::date);
        if (until != null && until.isAfter(InstantSource.system().instant())) {
            throw wrong("--known-at " + until + " lies in the future; what will be known then is not known yet");
        }
        if (date != null && !kind.isDated()) {
            throw wrong("--as-of: a " + type + " has no business dates");
        }
        PrintWriter err = spec.commandLine().getErr();
        ReplayedState state = database.with(err::println, connections -> replay(connections, kind, until, date));
        print(state, until, date);
        return 0;
    }

    private <S> ReplayedState replay(
            Connections connections, EntityKind<S> kind, @Nullable Instant until, @Nullable LocalDate date)
            throws SQLException {
        Replay.Start start = snapshot ? Replay.Start.SNAPSHOT : Replay.Start.EVENTS;
        try {
            Past<S> past = new Replay(connections)
                    .at(kind, id, Optional.ofNullable(until).orElse(Instant.MAX), start);
            if (!past.exists()) {
                throw new CommandFailed("there is no " + type + " " + id + (until == null ? "" : " at " + until)
                        + (type.equals("stock") ? "; `audit replay listing TICKER.MIC` shows the id of a ticker" : ""));
            }
            return NodeReplays.replayed(kind, id, past, date);
        } catch (JournalUnreadable unreadable) {
            throw new CommandFailed("journal-unreadable: " + unreadable.getMessage(), unreadable);
        }
    }

    private <T> @Nullable T parsed(String option, @Nullable String text, Function<String, T> parsing) {
        try {
            return text == null ? null : parsing.apply(text);
        } catch (IllegalArgumentException refused) {
            throw wrong(option + ": " + refused.getMessage());
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private void print(ReplayedState state, @Nullable Instant until, @Nullable LocalDate date) {
        PrintWriter out = spec.commandLine().getOut();
        if (hash) {
            out.println(state.digest());
        } else if (json) {
            out.println(new String(
                    AuditJson.state(state, until, date, ThisRelease.read().version()), UTF_8));
        } else {
            out.println(state.type() + " " + state.id() + " at sequence number " + state.sequenceNumber()
                    + ", recorded at " + state.recordedAt());
            out.println(
                    "known at " + (until == null ? "now" : until) + ", as of " + (date == null ? "all dates" : date));
            out.println("digest " + state.digest());
            out.println(indented(state.state()));
        }
        out.flush();
    }

    private static String indented(byte[] state) {
        ObjectMapper mapper = new ObjectMapper();
        try {
            return mapper.writerWithDefaultPrettyPrinter()
                    .writeValueAsString(mapper.readTree(new String(state, UTF_8)));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a state is JSON", impossible);
        }
    }
}
