package counterfoil.node.database;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.function.Consumer;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * The PostgreSQL programs that come on the class path as one archive per operating system and processor, unpacked once
 * per content. They go to {@code ~/.cache/counterfoil}, shared by all data folders of a user, or into the data folder
 * where there is no writable home. A folder of programs appears by one rename and is therefore complete.
 */
final class PostgresBinaries {
    private static final String CACHE = ".cache/counterfoil";

    private PostgresBinaries() {}

    /**
     * Makes sure that the programs are unpacked and returns their folder, which has {@code bin}, {@code lib} and
     * {@code share}.
     *
     * @throws DatabaseUnavailable if there are none for this system
     */
    static Path unpack(Path dataFolder, Consumer<String> progress) throws IOException {
        String archive = archiveName();
        URL resource = PostgresBinaries.class.getClassLoader().getResource(archive);
        if (resource == null) {
            throw new DatabaseUnavailable("no embedded PostgreSQL for this system (" + archive
                    + " is not on the class path): use --db-url with a PostgreSQL of your own");
        }
        Path cache = cacheFolder(dataFolder);
        Path programs = cache.resolve("postgresql-" + fingerprint(resource));
        if (!Files.exists(programs)) {
            unpackOnce(resource, programs, progress);
        }
        return programs;
    }

    private static String archiveName() {
        String system = System.getProperty("os.name", "unknown").toLowerCase(Locale.ROOT);
        String processor = System.getProperty("os.arch", "unknown").toLowerCase(Locale.ROOT);
        return "postgres-" + (system.startsWith("mac") ? "darwin" : system.split(" ", 2)[0]) + "-"
                + switch (processor) {
                    case "amd64", "x86_64" -> "x86_64";
                    case "aarch64", "arm64" -> "arm_64";
                    default -> processor;
                }
                + ".txz";
    }

    private static Path cacheFolder(Path dataFolder) throws IOException {
        Path home = Path.of(System.getProperty("user.home", "/nonexistent"));
        if (home.isAbsolute() && Files.isDirectory(home) && Files.isWritable(home)) {
            return Files.createDirectories(home.resolve(CACHE)).toRealPath();
        }
        return Files.createDirectories(dataFolder.resolve("programs"));
    }

    /** Length and checksum from the jar's directory: no need to read fifteen megabytes at each start. */
    private static String fingerprint(URL resource) throws IOException {
        URLConnection connection = resource.openConnection();
        String length = Long.toString(connection.getContentLengthLong());
        if (connection instanceof JarURLConnection jar && jar.getJarEntry() != null) {
            return Long.toHexString(jar.getJarEntry().getCrc()) + "-" + length;
        }
        return length;
    }

    private static synchronized void unpackOnce(URL resource, Path programs, Consumer<String> progress)
            throws IOException {
        Path cache = programs.resolveSibling("lock");
        try (FileChannel channel = FileChannel.open(cache, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            if (!lock.isValid() || Files.exists(programs)) {
                return;
            }
            progress.accept("unpacking PostgreSQL into " + programs);
            Path half = programs.resolveSibling(programs.getFileName() + ".half");
            FolderRemoval.remove(half);
            extract(resource, half);
            Files.move(half, programs, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    private static void extract(URL resource, Path folder) throws IOException {
        try (InputStream raw = resource.openStream();
                TarArchiveInputStream tar =
                        new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(raw, 1 << 16)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path target = folder.resolve(entry.getName()).normalize();
                if (!target.startsWith(folder)) {
                    throw new IOException("entry outside of the archive: " + entry.getName());
                }
                write(tar, entry, target);
            }
        }
    }

    private static void write(TarArchiveInputStream tar, TarArchiveEntry entry, Path target) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(tar, target);
        if ((entry.getMode() & 0111) != 0) {
            Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }
}
