package counterfoil.http;

import counterfoil.http.audit.AuditAccess;
import counterfoil.http.audit.Replays;
import counterfoil.http.cluster.ClusterAccess;
import counterfoil.http.health.DatabaseGate;
import counterfoil.http.health.NodePulse;
import counterfoil.http.health.NodeReadiness;
import counterfoil.http.health.Release;
import counterfoil.http.indicator.IndicatorEntry;
import counterfoil.http.live.LiveHub;
import counterfoil.http.stock.Statistics;
import counterfoil.market.calendar.Calendars;
import counterfoil.persistence.query.ReadSide;
import java.time.InstantSource;
import java.util.List;
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
 * @param pulse whether the node may speak for its entities
 * @param cluster who else is there
 * @param release which code answers
 * @param replays tells what entities knew at an instant
 * @param audit what auditors' routes read
 * @param reads answers from the read tables
 * @param calendars when markets trade
 * @param statistics computes statistics of closes
 * @param meters is told how requests end
 * @param live tells clients what happens
 * @param indicators which indicators stocks compute
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
        NodePulse pulse,
        ClusterAccess cluster,
        Release release,
        Replays replays,
        AuditAccess audit,
        ReadSide reads,
        Calendars calendars,
        Statistics statistics,
        RequestMeters meters,
        LiveHub live,
        List<IndicatorEntry> indicators) {}
