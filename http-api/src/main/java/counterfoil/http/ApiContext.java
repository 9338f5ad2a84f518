package counterfoil.http;

import counterfoil.http.audit.AuditAccess;
import counterfoil.http.audit.Replays;
import counterfoil.http.health.DatabaseGate;
import counterfoil.http.health.NodeReadiness;
import counterfoil.http.health.Release;
import counterfoil.http.live.LiveSource;
import counterfoil.persistence.query.ReadSide;
import java.time.InstantSource;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;

/**
 * What the API needs of the node it runs in.
 *
 * @param system runs the server
 * @param sharding reaches the entities
 * @param clock tells what time it is
 * @param settings where to listen and how long to wait
 * @param adminToken what a client must show
 * @param personal enciphers and reads what persons write
 * @param gate whether the database is there
 * @param readiness whether the node takes requests
 * @param release which code answers
 * @param replays tells what entities knew at an instant
 * @param audit what auditors' routes read
 * @param reads answers from the read tables
 * @param meters is told how requests end
 * @param live tells what happens now
 */
public record ApiContext(
        ActorSystem<?> system,
        ClusterSharding sharding,
        InstantSource clock,
        ApiSettings settings,
        AdminToken adminToken,
        PersonalText personal,
        DatabaseGate gate,
        NodeReadiness readiness,
        Release release,
        Replays replays,
        AuditAccess audit,
        ReadSide reads,
        RequestMeters meters,
        LiveSource live) {}
