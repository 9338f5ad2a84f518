package counterfoil.persistence.member;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a node brings to a cluster, by which the others and it decide whether they fit.
 *
 * @param release version of the product, for people
 * @param machine equal for processes that can see each other's process ids, and for no others; empty where unknown
 * @param process process id
 * @param traits what must be equal on all nodes, by name; never a secret
 * @param reads names of all events that it can read
 * @param writes names of all events that it may write
 */
public record Offer(
        String release,
        String machine,
        long process,
        Map<String, String> traits,
        Set<String> reads,
        Set<String> writes) {
    /** Copies, in order of the names; refuses a trait whose name has an equals sign. */
    public Offer {
        traits = new TreeMap<>(traits);
        reads = new TreeSet<>(reads);
        writes = new TreeSet<>(writes);
        for (String name : traits.keySet()) {
            if (name.isEmpty() || name.contains("=")) {
                throw new IllegalArgumentException("a trait's name has no '=': '" + name + "'");
            }
        }
    }
}
