package counterfoil.node.member;

import static org.assertj.core.api.Assertions.assertThat;

import counterfoil.node.Awaited;
import counterfoil.node.member.Joiner.Joined;
import counterfoil.node.member.Joiner.Outcome;
import counterfoil.node.member.Joiner.Refused;
import counterfoil.persistence.TestDatabase;
import counterfoil.persistence.member.Offer;
import counterfoil.persistence.member.Peer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.pekko.cluster.typed.Down;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How nodes meet by one database. Each renews its row ten times a second. */
class JoinerIT {
    /** Long enough that nobody is given up within a test. */
    private static final Map<String, String> PATIENT = Map.of("cluster.forget-after", "60s");

    private static final Map<String, String> HASTY = Map.of("cluster.forget-after", "2s");

    private final TestDatabase database = TestDatabase.shared();
    private final List<MemberSystem> nodes = new ArrayList<>();

    @AfterEach
    void end() throws Exception {
        for (MemberSystem node : nodes) {
            node.end();
        }
    }

    private MemberSystem start(Map<String, String> settings) {
        return start(settings, Samples.OFFER, MemberSystem.freePort());
    }

    private MemberSystem start(Map<String, String> settings, Offer offer, String port) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("cluster.port", port);
        MemberSystem node = MemberSystem.start(database, all, offer);
        nodes.add(node);
        return node;
    }

    private long formations() throws SQLException {
        try (Connection connection = database.asApp();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*) FROM cluster_formation")) {
            row.next();
            return row.getLong(1);
        }
    }

    private static String reason(Outcome outcome) {
        return ((Refused) outcome).reason();
    }

    @Test
    void nodesThatStartAtTheSameInstantFormExactlyOneCluster() throws Exception {
        List<MemberSystem> together = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            together.add(start(PATIENT));
        }

        for (MemberSystem node : together) {
            assertThat(node.outcome()).isEqualTo(new Joined(1));
        }
        assertThat(formations()).isEqualTo(1);
        assertThat(together.getFirst().cluster().state().getMembers()).hasSize(5);
    }

    @Test
    void aNodeThatDiedWithoutAWordIsWaitedForBeforeANewClusterIsFormed() throws Exception {
        MemberSystem dead = start(HASTY);
        dead.outcome();
        dead.die();
        long before = System.nanoTime();

        assertThat(start(HASTY).outcome()).isEqualTo(new Joined(2));
        assertThat(System.nanoTime() - before).isGreaterThan(1_500_000_000L);
    }

    @Test
    void aNodeThatIsStartedAgainAtItsAddressWaitsForNobody() throws Exception {
        String port = MemberSystem.freePort();
        MemberSystem dead = start(PATIENT, Samples.OFFER, port);
        dead.outcome();
        dead.die();

        assertThat(start(PATIENT, Samples.OFFER, port).outcome()).isEqualTo(new Joined(2));
    }

    @Test
    void nodesThatAllDiedAndAllComeBackToTheirAddressesWaitForNobodyAndFormOneCluster() throws Exception {
        List<String> ports = List.of(MemberSystem.freePort(), MemberSystem.freePort(), MemberSystem.freePort());
        List<MemberSystem> first = new ArrayList<>();
        for (String port : ports) {
            first.add(start(PATIENT, Samples.OFFER, port));
        }
        for (MemberSystem node : first) {
            node.outcome();
        }
        for (MemberSystem node : first) {
            node.die();
        }

        List<MemberSystem> again = new ArrayList<>();
        for (String port : ports) {
            again.add(start(PATIENT, Samples.OFFER, port));
        }

        for (MemberSystem node : again) {
            assertThat(node.outcome()).isEqualTo(new Joined(2));
        }
        assertThat(formations()).isEqualTo(2);
    }

    @Test
    void aNodeThatEndsInOrderLeavesNothingToWaitFor() throws Exception {
        MemberSystem one = start(PATIENT);
        one.outcome();
        one.end();
        nodes.remove(one);

        assertThat(start(PATIENT).outcome()).isEqualTo(new Joined(2));
    }

    /** As after a long pause: another node has given it up and formed a cluster. */
    @Test
    void aNodeThatWakesAfterAnotherClusterWasFormedIsTold() throws Exception {
        MemberSystem sleeping = start(HASTY);
        sleeping.outcome();
        sleeping.die();
        start(HASTY).outcome();

        sleeping.heal();

        assertThat(sleeping.parting()).isEqualTo(new Parting.Removed());
    }

    @Test
    void aNodeThatItsClusterPartedWithIsToldByTheDatabase() throws Exception {
        MemberSystem one = start(PATIENT);
        one.outcome();
        MemberSystem two = start(PATIENT);
        two.outcome();

        two.cluster().manager().tell(new Down(one.cluster().selfMember().address()));

        assertThat(one.parting()).isEqualTo(new Parting.Removed());
    }

    @Test
    void aNodeWhoseAddressALivingOneHasRefuses() throws Exception {
        String port = MemberSystem.freePort();
        MemberSystem one = start(PATIENT, Samples.OFFER, port);
        one.outcome();
        // Loopback has many addresses to listen at; both tell others the same one.
        Map<String, String> elsewhere = Map.of(
                "cluster.host", "127.0.0.2", "cluster.advertised-host", "127.0.0.1", "cluster.forget-after", "60s");

        assertThat(reason(start(elsewhere, Samples.OFFER, port).outcome()))
                .contains("another living process has the cluster address 127.0.0.1:" + port);
    }

    @Test
    void nodesReachEachOtherByAdvertisedAddressesThatDifferFromThoseTheyListenAt() throws Exception {
        MemberSystem one = start(Map.of("cluster.host", "0.0.0.0", "cluster.advertised-host", "127.0.0.3"));
        assertThat(one.outcome()).isEqualTo(new Joined(1));
        MemberSystem two = start(Map.of("cluster.host", "0.0.0.0", "cluster.advertised-host", "localhost"));

        assertThat(two.outcome()).isEqualTo(new Joined(1));
        assertThat(one.cluster().selfMember().address().getHost()).contains("127.0.0.3");
        assertThat(two.cluster().state().getMembers()).hasSize(2);
    }

    @Test
    void aNodeWithAnotherNumberOfShardsRefusesAndSaysSo() throws Exception {
        start(PATIENT).outcome();
        Offer other = new Offer(
                "1.0.0", "", 1, Map.of("number of shards", "64"), Samples.OFFER.reads(), Samples.OFFER.writes());

        assertThat(reason(start(PATIENT, other, MemberSystem.freePort()).outcome()))
                .contains("number of shards")
                .contains("64 here, 128 there");
    }

    @Test
    void seedsLeadIntoOneCluster() throws Exception {
        String port = MemberSystem.freePort();
        Map<String, String> seeds = Map.of("cluster.seeds", "127.0.0.1:" + port, "cluster.forget-after", "60s");
        MemberSystem two = start(seeds);
        MemberSystem one = start(seeds, Samples.OFFER, port);

        assertThat(one.outcome()).isEqualTo(new Joined(1));
        assertThat(two.outcome()).isEqualTo(new Joined(1));
    }

    @Test
    void aNodeThatForgotTheSeedsOfTheOthersDoesNotServeBesideThem() throws Exception {
        start(PATIENT).outcome();
        String port = MemberSystem.freePort();
        Map<String, String> ofItself = Map.of("cluster.seeds", "127.0.0.1:" + port, "cluster.forget-after", "60s");

        assertThat(reason(start(ofItself, Samples.OFFER, port).outcome()))
                .contains("a cluster lives on this database already");
    }

    @Test
    void contactPointsLeadIntoOneCluster() throws Exception {
        List<String> management = List.of(MemberSystem.freePort(), MemberSystem.freePort(), MemberSystem.freePort());
        String points = "127.0.0.1:" + String.join(",127.0.0.1:", management);
        List<MemberSystem> together = new ArrayList<>();
        for (String port : management) {
            together.add(start(Map.of(
                    "cluster.join",
                    "bootstrap",
                    "cluster.bootstrap.contact-points",
                    points,
                    "cluster.bootstrap.stable-margin",
                    "1s",
                    "management.port",
                    port)));
        }

        for (MemberSystem node : together) {
            assertThat(node.outcome()).isEqualTo(new Joined(1));
        }
        assertThat(formations()).isEqualTo(1);
    }

    /** Each holds the other for dead, as in a split that no majority can settle; the first to tell wins. */
    @Test
    void ofTwoThatPartWithEachOtherOneGoesOn() throws Exception {
        MemberSystem one = start(PATIENT);
        one.outcome();
        MemberSystem two = start(PATIENT);
        two.outcome();

        one.attendance().part(peerOf(two));
        two.attendance().part(peerOf(one));

        Awaited.until(Duration.ofSeconds(20), () -> isTold(one) || isTold(two));
        assertThat(List.of(isTold(one), isTold(two))).containsExactlyInAnyOrder(true, false);
    }

    private static boolean isTold(MemberSystem node) {
        return node.attendance().parting().toCompletableFuture().isDone();
    }

    private static Peer peerOf(MemberSystem node) {
        return Gossip.peerOf(node.cluster().selfMember());
    }
}
