package counterfoil.persistence.seal;

import java.util.Arrays;
import java.util.Optional;

/**
 * Whether the tiles of an export are one tree: the root of each whole tile is the hash that the tile above has for it, and
 * all lead to the signed root. Reads each tile once, except those at the right edge.
 */
final class TreeCheck {
    private final ExportReader export;
    private final long size;
    private final boolean leadsToRoot;
    private final Optional<Fault> above;
    private long loaded = -1;
    private byte[] hashes = new byte[0];

    /** Checks everything above level 0; that level is checked tile by tile. */
    TreeCheck(ExportReader export, Checkpoint head) {
        this.export = export;
        this.size = head.size();
        Optional<Fault> fault = Optional.empty();
        boolean leads = false;
        try {
            for (int level = 1; Tile.hashes(level, size) > 0; level++) {
                long whole = Tile.hashes(level, size) / Tile.WIDTH;
                for (long index = 0; index < whole; index++) {
                    Tile tile = new Tile(level, index, Tile.WIDTH);
                    requireSealed(tile, export.tile(tile));
                }
            }
            leads = Arrays.equals(Proofs.root(export, size), head.root());
        } catch (FaultFound e) {
            fault = Optional.of(e.fault());
        }
        this.above = fault;
        this.leadsToRoot = leads;
    }

    /** The first fault above level 0, as a position the first leaf under the tile. */
    Optional<Fault> faultAbove() {
        return above;
    }

    /** Whether the right edge leads to the signed root. */
    boolean leadsToRoot() {
        return leadsToRoot;
    }

    /** The leaf hashes of the tile that holds a position. */
    byte[] tileOf(long position) {
        long index = position / Tile.WIDTH;
        if (index != loaded) {
            hashes = export.tile(Tile.of(0, index, size));
            loaded = index;
        }
        return hashes;
    }

    /** Checks one tile of level 0 against the level above; that at the right edge is part of the root. */
    void requireSealed(long index) {
        Tile tile = Tile.of(0, index, size);
        requireSealed(tile, tileOf(tile.first()));
    }

    /** Whether the tile of these leaves is the sealed one, as far as the tiles above can tell. */
    boolean isSealed(long index, byte[] leaves) {
        Tile tile = Tile.of(0, index, size);
        return tile.isWhole() ? Arrays.equals(above(tile), Proofs.fold(leaves, 0, Tile.WIDTH)) : leadsToRoot;
    }

    private void requireSealed(Tile tile, byte[] bytes) {
        if (tile.isWhole() && !Arrays.equals(above(tile), Proofs.fold(bytes, 0, Tile.WIDTH))) {
            Tile parent = Tile.of(tile.level() + 1, tile.index() / Tile.WIDTH, size);
            long last = tile.firstPosition() + (1L << (8 * (tile.level() + 1))) - 1;
            throw FaultFound.at(
                    tile.firstPosition(),
                    Fault.Kind.TILE_CHANGED,
                    tile.path() + " is not the tile that " + parent.path()
                            + " seals: something differs in the positions " + tile.firstPosition() + " to " + last);
        }
    }

    private byte[] above(Tile tile) {
        return export.read(tile.level() + 1, tile.index(), 1);
    }
}
