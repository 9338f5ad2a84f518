package counterfoil.node.pulse;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.pekko.cluster.Member;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.UniqueAddress;

/**
 * What a majority is: more than half of the members that have come up and not gone, or one half of them if the lowest
 * address is in it. The split-brain resolver's keep-majority counts alike, so the side that it keeps is the side that has
 * a majority here.
 */
final class Majority {
    private Majority() {}

    /** Whether a member counts. */
    static boolean counts(Member member) {
        return member.status().equals(MemberStatus.up()) || member.status().equals(MemberStatus.leaving());
    }

    /**
     * When the oldest of the questions was put that are needed for a majority.
     *
     * @param members all that count
     * @param vouched by member, when the last question was put that it answered by vouching for us; ourselves included
     * @return empty when there are too few
     */
    static OptionalLong since(List<UniqueAddress> members, Map<UniqueAddress, Long> vouched) {
        List<UniqueAddress> newestFirst = members.stream()
                .filter(vouched::containsKey)
                .sorted(Comparator.comparingLong((UniqueAddress member) -> vouched.getOrDefault(member, 0L))
                        .reversed())
                .toList();
        if (members.isEmpty()) {
            return OptionalLong.empty();
        }
        UniqueAddress lowest = members.stream()
                .min(Comparator.comparing(UniqueAddress::address, Member.addressOrdering()))
                .orElseThrow();
        for (int count = 1; count <= newestFirst.size(); count++) {
            boolean isHalfWithLowest =
                    2 * count == members.size() && newestFirst.subList(0, count).contains(lowest);
            if (2 * count > members.size() || isHalfWithLowest) {
                return OptionalLong.of(vouched.getOrDefault(newestFirst.get(count - 1), 0L));
            }
        }
        return OptionalLong.empty();
    }
}
