package counterfoil.node.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.Locale;
import java.util.function.Consumer;

/** What a person may type while a demo of several nodes runs. */
public final class Console {
    /** The commands in one line. */
    public static final String COMMANDS = "status · kill N · stop N · start N · quit";

    private final ChildNodes nodes;
    private final Consumer<String> out;

    /** Lets a person rule these nodes. */
    public Console(ChildNodes nodes, Consumer<String> out) {
        this.nodes = nodes;
        this.out = out;
    }

    /**
     * Reads lines and does what they say, until {@code quit} or the end of the input.
     *
     * @return whether the person wants to quit; at the end of the input the demo goes on
     */
    public boolean read(BufferedReader lines) throws IOException {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            String text = line.strip().toLowerCase(Locale.ROOT);
            if (text.equals("quit") || text.equals("exit")) {
                return true;
            }
            if (!text.isEmpty()) {
                execute(text);
            }
        }
        return false;
    }

    private void execute(String text) {
        String[] words = text.split("\\s+", -1);
        boolean names = words.length == 2 && words[1].matches("[0-9]{1,4}");
        int number = names ? Integer.parseInt(words[1]) : 0;
        switch (words[0]) {
            case "status" -> nodes.status().forEach(out);
            case "kill" -> with(names, () -> nodes.kill(number));
            case "stop" -> with(names, () -> nodes.stop(number));
            case "start" -> with(names, () -> nodes.start(number));
            default -> out.accept("`" + words[0] + "` is none of: " + COMMANDS);
        }
    }

    private void with(boolean names, Runnable action) {
        if (names) {
            action.run();
        } else {
            out.accept("name one node by its number: " + COMMANDS);
        }
    }
}
