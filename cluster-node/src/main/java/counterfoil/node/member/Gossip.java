package counterfoil.node.member;

import counterfoil.persistence.member.Peer;
import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.actor.Address;
import org.apache.pekko.actor.AddressFromURIString;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.cluster.ClusterEvent.MemberDowned;
import org.apache.pekko.cluster.Member;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;
import org.apache.pekko.cluster.typed.JoinSeedNodes;
import org.apache.pekko.cluster.typed.Subscribe;

/** The membership that nodes tell each other, in the words of the meeting point. */
final class Gossip {
    private final ActorSystem<?> system;
    private final Cluster cluster;

    Gossip(ActorSystem<?> system) {
        this.system = system;
        this.cluster = Cluster.get(system);
    }

    /** A member as the meeting point knows it. */
    static Peer peerOf(Member member) {
        String host = member.address().getHost().orElse("unknown");
        int port = member.address().getPort().orElse(0);
        return new Peer(host + ":" + port, member.uniqueAddress().longUid());
    }

    /** This node. */
    Peer self() {
        return peerOf(cluster.selfMember());
    }

    /** Whether the others count this node as a member. */
    boolean isUp() {
        return cluster.selfMember().status() == MemberStatus.up();
    }

    /** All other nodes of its cluster, whatever their state. */
    List<Peer> fellows() {
        List<Peer> fellows = new ArrayList<>();
        for (Member member : cluster.state().getMembers()) {
            if (!member.equals(cluster.selfMember())) {
                fellows.add(peerOf(member));
            }
        }
        return fellows;
    }

    /** Whether no other member was there before. */
    boolean isOldest() {
        Member me = cluster.selfMember();
        for (Member member : cluster.state().getMembers()) {
            if (!member.equals(me) && member.status() == MemberStatus.up() && member.isOlderThan(me)) {
                return false;
            }
        }
        return true;
    }

    /** Forms a cluster of this node. */
    void joinSelf() {
        cluster.manager().tell(Join.create(cluster.selfMember().address()));
    }

    /** Asks nodes, by host:port, again and again to be let in. */
    void join(List<String> addresses) {
        List<Address> all = addresses.stream()
                .map(address -> AddressFromURIString.parse("pekko://" + system.name() + "@" + address))
                .toList();
        cluster.manager().tell(new JoinSeedNodes(all));
    }

    /**
     * Tells of every member with which the cluster parts. Not by the event of its removal: a node that ends publishes that
     * for everybody else.
     */
    void tellDowned(ActorRef<MemberDowned> listener) {
        cluster.subscriptions().tell(Subscribe.create(listener, MemberDowned.class));
    }
}
