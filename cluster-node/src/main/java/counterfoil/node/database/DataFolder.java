package counterfoil.node.database;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A data folder that this process alone uses, until it is closed or the process ends. The proof is a lock on the file
 * {@code lock}, which the operating system releases however the process dies; the file's content, the process id, only
 * serves the message for others.
 */
public final class DataFolder implements Closeable {
    private static final String LOCK_FILE = "lock";

    private final Path path;
    private final FileChannel lock;

    private DataFolder(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /**
     * Takes the folder, which is made if it does not exist.
     *
     * @throws DatabaseUnavailable if another process, or this one, already uses it, or if it cannot be written
     */
    public static DataFolder open(Path folder) {
        try {
            Path path = Files.createDirectories(folder.toAbsolutePath()).toRealPath();
            FileChannel channel = channelOf(path);
            if (lockOf(channel) == null) {
                String user = readProcessId(channel);
                channel.close();
                throw new DatabaseUnavailable("data folder " + path + " is in use by process " + user);
            }
            return taken(path, channel);
        } catch (IOException e) {
            throw unwritable(folder, e);
        }
    }

    /**
     * Takes a folder that exists, unless another process uses it; then empty.
     *
     * @throws DatabaseUnavailable if there is no such folder, or it cannot be written
     */
    static Optional<DataFolder> openIfFree(Path folder) {
        try {
            Path path = folder.toRealPath();
            FileChannel channel = channelOf(path);
            if (lockOf(channel) == null) {
                channel.close();
                return Optional.empty();
            }
            return Optional.of(taken(path, channel));
        } catch (IOException e) {
            throw unwritable(folder, e);
        }
    }

    private static FileChannel channelOf(Path path) throws IOException {
        return FileChannel.open(
                path.resolve(LOCK_FILE), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    private static DataFolder taken(Path path, FileChannel locked) throws IOException {
        locked.truncate(0);
        locked.write(utf8(ProcessHandle.current().pid() + "\n"), 0);
        return new DataFolder(path, locked);
    }

    private static DatabaseUnavailable unwritable(Path folder, IOException e) {
        return new DatabaseUnavailable("data folder " + folder + " cannot be written: " + reasonOf(e), e);
    }

    /** The folder, absolute and without symbolic links. */
    public Path path() {
        return path;
    }

    /** Lets another process use the folder; closing twice does nothing. */
    @Override
    public void close() throws IOException {
        lock.close();
    }

    private static @Nullable FileLock lockOf(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private static String readProcessId(FileChannel channel) throws IOException {
        ByteBuffer content = ByteBuffer.allocate(32);
        channel.read(content, 0);
        String processId = new String(content.array(), 0, content.position(), StandardCharsets.UTF_8).strip();
        return processId.isEmpty() ? "unknown" : processId;
    }

    private static ByteBuffer utf8(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Why a file operation failed, for a person: the exception's own text without the path, which stands before it. */
    static String reasonOf(IOException e) {
        if (e instanceof FileSystemException f && f.getReason() != null) {
            return f.getReason();
        }
        return switch (e.getClass().getSimpleName()) {
            case "AccessDeniedException" -> "permission denied for " + e.getMessage();
            case "FileAlreadyExistsException" -> "it is not a folder";
            case "NoSuchFileException" -> "there is no " + e.getMessage();
            default -> e.toString();
        };
    }
}
