package counterfoil.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first command that a newcomer runs. */
class DemoIT {
    private static final int TERMINATED = 128 + 15;
    private static final Pattern SHOWN = Pattern.compile("curl -sH 'Authorization: (Bearer \\S+)' '(\\S+)'");

    @TempDir
    private Path folder;

    /** AAPL's close of 2013-12-31 was 561.02, as the sample file has it. */
    @Test
    void itImportsShowsARealAnswerAndGoesOnFromTheJournalNextTime() throws Exception {
        Demo first = start();
        assertThat(first.errors())
                .contains("AAPL, days of 2013: 252 received: 252 recorded, 0 unchanged, 0 corrected, 0 questioned")
                .contains("BTC-USD, minutes: ");
        Matcher shown = SHOWN.matcher(first.output());
        assertThat(shown.find()).isTrue();
        String answer = answerOf(shown.group(2), shown.group(1));
        assertThat(first.output()).contains(answer.substring(0, answer.indexOf("\"meta\"")));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("data/admin-token"))))
                .isEqualTo("rw-------");
        String price = first.api() + "/stocks/AAPL/price";
        assertThat(answerOf(price, shown.group(1))).contains("\"price\":561.02");
        theShownCommandsVerifyAndFindAForgery(first.output());
        assertThat(first.end()).isEqualTo(TERMINATED);

        Demo second = start();
        assertThat(second.errors())
                .contains("AAPL, days of 2013: there from an earlier start")
                .contains("BTC-USD, minutes: there from an earlier start");
        assertThat(second.output()).contains(shown.group(1));
        assertThat(second.end()).isEqualTo(TERMINATED);
    }

    /** Runs what the demo shows, but for the name of the launcher. */
    private void theShownCommandsVerifyAndFindAForgery(String output) throws Exception {
        Matcher export = Pattern.compile(
                        "(?m)^  \\./counterfoil (audit export .*) && \\./counterfoil (audit verify .*)$")
                .matcher(output);
        assertThat(export.find()).isTrue();
        assertThat(run(export.group(1))).startsWith("exit 0");
        assertThat(run(export.group(2))).startsWith("exit 0").contains("complete up to head");

        Matcher forgery = Pattern.compile("(?m)^  (perl .*)$").matcher(output);
        assertThat(forgery.find()).isTrue();
        Process perl = new ProcessBuilder("sh", "-c", forgery.group(1))
                .directory(folder.toFile())
                .start();
        assertThat(perl.waitFor()).isZero();
        assertThat(run(export.group(2))).startsWith("exit 1").contains("position 2");
    }

    /** Exit code and output of a command of ours, run in the test's folder. */
    private String run(String command) throws Exception {
        List<String> words = Stream.of(command.split(" ", -1))
                .map(word -> word.replace("'", ""))
                .toList();
        Process process = ChildJava.command(words)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return "exit " + process.waitFor() + "\n" + output;
    }

    private static String answerOf(String url, String authorization) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .header("Authorization", authorization)
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    }

    /** Starts a demo and reads what it prints until it is ready. */
    private Demo start() throws IOException {
        Path errors = Files.createTempFile(folder, "errors", ".txt");
        String data = folder.resolve("data").toString();
        ProcessBuilder demo =
                ChildJava.command(List.of("demo", "--data-dir", data, "--http-port", "0", "--cluster-port", "0"));
        demo.environment().put("COUNTERFOIL_METRICS_PORT", "0");
        Process process = demo.redirectError(errors.toFile()).start();
        List<String> lines = new ArrayList<>();
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            lines.add(line);
            if (line.startsWith("ready ")) {
                return new Demo(process, line.substring("ready ".length()), String.join("\n", lines), errors);
            }
        }
        throw new IOException("the demo did not start: " + Files.readString(errors));
    }

    private record Demo(Process process, String address, String output, Path file) {
        String api() {
            return address + "/api/v1";
        }

        String errors() throws IOException {
            return Files.readString(file);
        }

        int end() {
            process.destroy();
            return process.onExit().join().exitValue();
        }
    }
}
