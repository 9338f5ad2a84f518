package counterfoil.chaos;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A network namespace per node, each with a wire to this one, which routes between them: this side is where clients and
 * databases are, so a rule that swallows what goes from one node to another cuts nodes off from each other and from nothing
 * else. Needs root and {@code ip}.
 */
final class Namespaces implements AutoCloseable {
    private static final String NET = "10.213.";

    private final List<String> names = new ArrayList<>();
    private final List<String[]> rules = new ArrayList<>();
    private final String mark = Long.toString(ProcessHandle.current().pid() % 10_000);

    private Namespaces() {}

    /** Whether this process may make namespaces. */
    static boolean arePossible() {
        try {
            run("ip", "netns", "add", "cfprobe");
            run("ip", "netns", "del", "cfprobe");
            return true;
        } catch (IOException not) {
            return false;
        }
    }

    /** So many namespaces that reach each other and this one. */
    static Namespaces make(int count) throws IOException {
        Namespaces made = new Namespaces();
        try {
            run("sysctl", "-qw", "net.ipv4.ip_forward=1");
            for (int n = 1; n <= count; n++) {
                made.add(n);
            }
            return made;
        } catch (IOException failed) {
            made.close();
            throw failed;
        }
    }

    private void add(int n) throws IOException {
        String name = "cf" + mark + "n" + n;
        String outside = "cf" + mark + "v" + n;
        run("ip", "netns", "add", name);
        names.add(name);
        run("ip", "link", "add", outside, "type", "veth", "peer", "name", "eth0", "netns", name);
        run("ip", "addr", "add", NET + n + ".1/24", "dev", outside);
        run("ip", "link", "set", outside, "up");
        run("ip", "-n", name, "addr", "add", NET + n + ".2/24", "dev", "eth0");
        run("ip", "-n", name, "link", "set", "eth0", "up");
        run("ip", "-n", name, "link", "set", "lo", "up");
        run("ip", "-n", name, "route", "add", "default", "via", NET + n + ".1");
    }

    /** Where a node of the n-th namespace, from 1, runs. */
    ChaosNode.Place place(int n) {
        return new ChaosNode.Place(
                "node-" + n, NET + n + ".2", 8080, 25520, List.of("ip", "netns", "exec", names.get(n - 1)));
    }

    /** Under which the n-th namespace reaches this process. */
    static String hostFor(int n) {
        return NET + n + ".1";
    }

    /** Swallows whatever goes between one node and all others, both ways; clients and databases are still reached. */
    void cutOff(int n) throws IOException {
        for (int other = 1; other <= names.size(); other++) {
            if (other != n) {
                drop(n, other);
                drop(other, n);
            }
        }
    }

    private void drop(int from, int to) throws IOException {
        String[] rule = {"from", NET + from + ".0/24", "to", NET + to + ".0/24", "blackhole"};
        rules.add(rule);
        run(ruled("add", rule));
    }

    private static String[] ruled(String verb, String[] rule) {
        List<String> command = new ArrayList<>(List.of("ip", "rule", verb));
        command.addAll(List.of(rule));
        return command.toArray(String[]::new);
    }

    /** Lets everything pass again. */
    void heal() throws IOException {
        for (String[] rule : rules) {
            run(ruled("del", rule));
        }
        rules.clear();
    }

    private static void run(String... command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int code = process.onExit().join().exitValue();
        if (code != 0) {
            throw new IOException(String.join(" ", command) + " ended with " + code + ": " + said.strip());
        }
    }

    @Override
    public void close() throws IOException {
        heal();
        for (String name : names) {
            run("ip", "netns", "del", name);
        }
        names.clear();
    }
}
