package counterfoil.http.audit;

import counterfoil.persistence.seal.SealProblem;
import counterfoil.persistence.seal.Tile;

/** A path below the log's address as C2SP tlog-tiles defines it: a tile of hashes, or a bundle of leaf data. */
sealed interface TilePath {
    /** Hashes of one level. */
    record Hashes(Tile tile) implements TilePath {
        @Override
        public String path() {
            return tile.path();
        }

        @Override
        public int width() {
            return tile.width();
        }

        @Override
        public boolean isWithin(long size) {
            return tile.first() + tile.width() <= Tile.hashes(tile.level(), size);
        }
    }

    /** Leaf data of the leaves under one tile of level 0, which the bundle has its number and width from. */
    record Entries(Tile tile) implements TilePath {
        @Override
        public String path() {
            return "tile/entries/" + tile.path().substring("tile/0/".length());
        }

        @Override
        public int width() {
            return tile.width();
        }

        @Override
        public boolean isWithin(long size) {
            return tile.first() + tile.width() <= size;
        }

        /** Position of the first leaf. */
        long first() {
            return tile.first();
        }
    }

    /** The one spelling of it. */
    String path();

    /** How many hashes or leaves. */
    int width();

    /** Whether a log of this size has all of it. */
    boolean isWithin(long size);

    /**
     * Reads a path, which has only one spelling.
     *
     * @throws counterfoil.http.Problem.Refused with 404 if it is none
     */
    static TilePath parse(String path) {
        try {
            return path.startsWith("tile/entries/")
                    ? new Entries(Tile.parse("tile/0/" + path.substring("tile/entries/".length())))
                    : new Hashes(Tile.parse(path));
        } catch (SealProblem malformed) {
            throw AuditProblems.unknownTile(path).refuse();
        }
    }
}
