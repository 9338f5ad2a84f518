package counterfoil.http.cluster;

import com.fasterxml.jackson.core.JsonGenerator;
import counterfoil.http.Json;
import counterfoil.http.cluster.Membership.Member;
import counterfoil.http.health.NodePulse;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** The cluster in JSON. */
final class ClusterJson {
    private ClusterJson() {}

    static byte[] health(Membership membership, NodePulse.State pulse) {
        boolean isWell = pulse.condition() == NodePulse.Condition.STEADY
                && membership.clock().isWithinLimit()
                && membership.reachable() == membership.members().size();
        return Json.write(out -> {
            Member self = membership.self();
            out.writeStartObject();
            out.writeStringField("status", isWell ? "healthy" : "degraded");
            out.writeStringField("address", self.address());
            out.writeStringField("member_status", self.status());
            out.writeNumberField("members", membership.members().size());
            out.writeNumberField("reachable", membership.reachable());
            writeTexts(
                    out,
                    "unreachable",
                    membership.members().stream()
                            .filter(member -> !member.isReachable())
                            .map(Member::address)
                            .toList());
            out.writeBooleanField("majority", membership.hasMajority());
            out.writeObjectFieldStart("clock");
            out.writeNumberField("ahead_ms", membership.clock().ahead().toMillis());
            out.writeBooleanField("within_limit", membership.clock().isWithinLimit());
            out.writeEndObject();
            out.writeObjectFieldStart("pulse");
            out.writeStringField("condition", nameOf(pulse.condition()));
            out.writeStringField("since", pulse.since().toString());
            out.writeNumberField("pauses", pulse.pauses());
            out.writeEndObject();
            out.writeEndObject();
        });
    }

    static byte[] members(Membership membership) {
        return Json.write(out -> {
            out.writeStartObject();
            out.writeArrayFieldStart("members");
            for (Member member : membership.members()) {
                write(out, member);
            }
            out.writeEndArray();
            out.writeEndObject();
        });
    }

    private static void write(JsonGenerator out, Member member) throws IOException {
        out.writeStartObject();
        out.writeStringField("address", member.address());
        writeTexts(out, "roles", member.roles());
        out.writeStringField("status", member.status());
        out.writeBooleanField("reachable", member.isReachable());
        out.writeStringField("release", member.release());
        out.writeNumberField("seniority", member.seniority());
        out.writeStringField(
                "started_at",
                member.startedAt() == null ? null : member.startedAt().toString());
        out.writeBooleanField("leader", member.isLeader());
        out.writeBooleanField("oldest", member.seniority() == 1);
        out.writeBooleanField("this_node", member.isThisNode());
        out.writeEndObject();
    }

    static byte[] shards(List<ShardCounts> types) {
        return Json.write(out -> {
            out.writeStartObject();
            out.writeArrayFieldStart("types");
            for (ShardCounts type : types) {
                write(out, type);
            }
            out.writeEndArray();
            out.writeEndObject();
        });
    }

    private static void write(JsonGenerator out, ShardCounts type) throws IOException {
        out.writeStartObject();
        out.writeStringField("type", type.type());
        out.writeArrayFieldStart("nodes");
        for (ShardCounts.OnNode node : type.nodes()) {
            out.writeStartObject();
            out.writeStringField("address", node.address());
            out.writeNumberField("shards", node.shards());
            out.writeNumberField("entities", node.entities());
            out.writeEndObject();
        }
        out.writeEndArray();
        writeTexts(out, "unanswered", type.unanswered());
        out.writeEndObject();
    }

    static byte[] leaving(String address) {
        return Json.write(out -> {
            out.writeStartObject();
            out.writeStringField("address", address);
            out.writeStringField("status", "leaving");
            out.writeEndObject();
        });
    }

    private static void writeTexts(JsonGenerator out, String name, List<String> texts) throws IOException {
        out.writeArrayFieldStart(name);
        for (String text : texts) {
            out.writeString(text);
        }
        out.writeEndArray();
    }

    /** As the contract writes it: {@code no-majority}. */
    private static String nameOf(NodePulse.Condition condition) {
        return condition.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
