package counterfoil.persistence.seal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Reads the folder that {@link ExportWriter} wrote. Reading proves nothing; {@link Verification} does. Nothing but the small
 * files is held in memory, and each has a limit.
 */
public final class ExportReader implements HashSource {
    private static final int MAX_SMALL_FILE = 65_536;

    private final Path folder;
    private final ExportManifest manifest;
    private final ExportSeal seal;

    private ExportReader(Path folder, ExportManifest manifest, ExportSeal seal) {
        this.folder = folder;
        this.manifest = manifest;
        this.seal = seal;
    }

    /**
     * Opens an export.
     *
     * @throws NoSuchFileException if the folder has no manifest, checkpoint or keys
     * @throws SealProblem if one of the small files is malformed or larger than 64 KiB
     */
    public static ExportReader open(Path folder) throws IOException {
        byte[] manifest = small(folder.resolve(ExportLayout.MANIFEST));
        String keys = text(folder.resolve(ExportLayout.KEYS));
        ExportSeal seal = new ExportSeal(
                text(folder.resolve(ExportLayout.CHECKPOINT)),
                keys.lines().filter(line -> !line.isBlank()).toList(),
                texts(folder.resolve(ExportLayout.HEADS), ExportSeal.MAX_HEADS),
                texts(folder.resolve(ExportLayout.KEY_CHANGES), ExportSeal.MAX_KEYS));
        return new ExportReader(folder, ExportManifest.parse(manifest), seal);
    }

    /** The head, keys, earlier heads and key changes, as they stand there. */
    public ExportSeal seal() {
        return seal;
    }

    /** Position of the first event. */
    public long from() {
        return manifest.from();
    }

    /** Position behind the last event. */
    public long to() {
        return manifest.to();
    }

    ExportManifest manifest() {
        return manifest;
    }

    Path folder() {
        return folder;
    }

    /**
     * Hands over every event in order.
     *
     * @throws SealProblem at the first line that is no event
     */
    public void events(Consumer<ExportedEvent> each) throws IOException {
        try (EventLines lines = lines()) {
            for (byte[] line = lines.next(); line.length > 0; line = lines.next()) {
                each.accept(EventLine.parse(line));
            }
        }
    }

    EventLines lines() {
        List<Path> files = eventFiles().stream().map(folder::resolve).toList();
        return new EventLines(files);
    }

    /** The files that hold the events of the range. */
    SortedSet<String> eventFiles() {
        TreeSet<String> names = new TreeSet<>();
        long step = ExportLayout.EVENTS_PER_FILE;
        for (long start = from() / step * step; start < to(); start += step) {
            names.add(ExportLayout.eventsFile(start));
        }
        return names;
    }

    /** The bytes of a tile as a log of the manifest's size has it. */
    byte[] tile(Tile tile) {
        byte[] bytes;
        try {
            Path file = folder.resolve(tile.path());
            if (Files.size(file) != (long) tile.width() * Merkle.HASH_LENGTH) {
                throw FaultFound.at(
                        tile.firstPosition(),
                        Fault.Kind.TILE_CHANGED,
                        tile.path() + " has " + Files.size(file) + " bytes instead of 32 for each of its "
                                + tile.width() + " hashes");
            }
            bytes = Files.readAllBytes(file);
        } catch (IOException e) {
            throw FaultFound.at(
                    tile.firstPosition(), Fault.Kind.TILE_CHANGED, tile.path() + " is missing or unreadable");
        }
        return bytes;
    }

    @Override
    public byte[] read(int level, long first, int count) {
        Tile tile = Tile.of(level, first / Tile.WIDTH, manifest.size());
        int at = (int) (first - tile.first()) * Merkle.HASH_LENGTH;
        byte[] bytes = tile(tile);
        if (at + count * Merkle.HASH_LENGTH > bytes.length) {
            throw new IllegalStateException(tile.path() + " does not hold " + count + " hashes from " + first);
        }
        return Arrays.copyOfRange(bytes, at, at + count * Merkle.HASH_LENGTH);
    }

    static byte[] small(Path file) throws IOException {
        if (Files.size(file) > MAX_SMALL_FILE) {
            throw SealProblem.malformed(file.getFileName() + " is larger than 64 KiB");
        }
        return Files.readAllBytes(file);
    }

    static String text(Path file) throws IOException {
        return Texts.utf8(String.valueOf(file.getFileName()), small(file));
    }

    private static List<String> texts(Path folder, int most) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<Path> files;
        try (Stream<Path> inside = Files.list(folder)) {
            files = inside.sorted().limit(most + 1L).toList();
        }
        if (files.size() > most) {
            throw SealProblem.malformed(folder.getFileName() + " holds more than " + most + " files");
        }
        List<String> texts = new ArrayList<>();
        for (Path file : files) {
            texts.add(text(file));
        }
        return texts;
    }
}
