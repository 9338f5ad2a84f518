package counterfoil.persistence.seal;

import static org.assertj.core.api.Assertions.assertThat;

import counterfoil.persistence.seal.Verification.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A thousand exports of 1,000 events, each tampered with in one way, all found at the right position. */
class MutationTest {
    static final HashList LOG = Exports.log(Mutation.SIZE);

    private static final List<Mutation> ALL = List.of(Mutation.values());
    private static final int MUTATIONS = 1_000;
    private static final long SEED = 20_261_122;

    @TempDir
    private Path folder;

    private static Verification verify(Path export) {
        return Verifier.verify(new VerifyRequest(export, WorkedExample.TRUSTED, null, null));
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path path : all.toList()) {
                Path target = to.resolve(from.relativize(path).toString());
                if (Files.isDirectory(path)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(path, target, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }

    @Test
    void everyMutationIsFoundAndItsFirstPositionNamed() throws IOException {
        Path whole = Exports.whole(folder.resolve("whole"), Mutation.SIZE);
        assertThat(verify(whole).verdict()).isEqualTo(Verdict.COMPLETE);
        SplittableRandom random = new SplittableRandom(SEED);
        Map<Mutation, Integer> found = new EnumMap<>(Mutation.class);
        Path export = folder.resolve("tampered");
        for (int i = 0; i < MUTATIONS; i++) {
            copy(whole, export);
            Mutation mutation = ALL.get(i % ALL.size());
            OptionalLong position = mutation.apply(export, random);
            Verification result = verify(export);
            String about = mutation + " " + i + ": " + VerifyReport.lines(result);
            assertThat(result.verdict().exitCode()).as(about).isEqualTo(1);
            assertThat(result.fault().orElseThrow().position()).as(about).isEqualTo(position);
            found.merge(mutation, 1, Integer::sum);
        }
        assertThat(found).containsOnlyKeys(ALL);
        assertThat(found.values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(MUTATIONS);
    }
}
