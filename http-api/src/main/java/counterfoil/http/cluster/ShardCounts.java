package counterfoil.http.cluster;

import java.util.List;

/**
 * Where the entities of one type live.
 *
 * @param type the entity type
 * @param nodes what each node that answered has, in the order of addresses
 * @param unanswered addresses of the nodes that did not answer in time
 */
public record ShardCounts(String type, List<OnNode> nodes, List<String> unanswered) {
    /** Copies the lists in. */
    public ShardCounts {
        nodes = List.copyOf(nodes);
        unanswered = List.copyOf(unanswered);
    }

    /**
     * What one node has.
     *
     * @param address host:port
     * @param shards how many shards
     * @param entities how many entities of them are in memory
     */
    public record OnNode(String address, int shards, int entities) {}
}
