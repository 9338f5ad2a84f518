package counterfoil.persistence.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TileTest {
    @Test
    void pathsAreThoseOfTheStandard() {
        assertThat(new Tile(0, 1_234_067, 256).path()).isEqualTo("tile/0/x001/x234/067");
        assertThat(new Tile(0, 1_234_067, 8).path()).isEqualTo("tile/0/x001/x234/067.p/8");
        assertThat(new Tile(1, 0, 1).path()).isEqualTo("tile/1/000.p/1");
    }

    /** The example of C2SP tlog-tiles: 273 whole tiles and one of 112, one whole and one of 17, one of 1. */
    @Test
    void aLogOf70000HasTheTilesOfTheStandardsExample() {
        List<Tile> tiles = Tile.all(70_000).toList();
        assertThat(tiles).hasSize(274 + 2 + 1);
        assertThat(tiles)
                .filteredOn(tile -> !tile.isWhole())
                .containsExactly(new Tile(0, 273, 112), new Tile(1, 1, 17), new Tile(2, 0, 1));
        assertThat(Tile.all(256)).containsExactly(new Tile(0, 0, 256), new Tile(1, 0, 1));
        assertThat(Tile.all(0)).isEmpty();
    }

    @Property(tries = 500)
    void aPathIsReadAsItWasWritten(
            @ForAll @IntRange(max = 5) int level,
            @ForAll @LongRange(min = 0, max = 10_000_000_000L) long index,
            @ForAll @IntRange(min = 1, max = 256) int width) {
        long existing = Math.min(index, Long.MAX_VALUE >>> (8 * (level + 1)));
        Tile tile = new Tile(level, existing, width);
        assertThat(Tile.parse(tile.path())).isEqualTo(tile);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "tile/0/0",
                "tile/0/00",
                "tile/0/0000",
                "tile/00/000",
                "tile/8/000",
                "tile/-1/000",
                "tile/0/x000/000",
                "tile/0/001/000",
                "tile/0/x001",
                "tile/0/000.p/0",
                "tile/0/000.p/256",
                "tile/0/000.p/08",
                "tile/0/000.p/",
                "tile/0/000.p",
                "tile/0/000/",
                "/tile/0/000",
                "tile/0/../000",
                "tile/0/x999/x999/x999/x999/x999/x999/x999/999",
                "tile/7/001",
                "tile/0/٠٠٠",
                "tile/entries/000"
            })
    void anyOtherSpellingIsRefused(String path) {
        assertThatThrownBy(() -> Tile.parse(path)).isInstanceOf(SealProblem.class);
    }

    @Test
    void aTileThatALogDoesNotHaveIsRefused() {
        assertThatThrownBy(() -> Tile.of(0, 2, 512)).hasMessageContaining("a log of 512 has no tile 2 in level 0");
        assertThatThrownBy(() -> Tile.of(2, 0, 65_535)).hasMessageContaining("has no tile 0 in level 2");
        assertThatThrownBy(() -> new Tile(0, 0, 257)).hasMessageContaining("1 to 256 hashes");
    }
}
