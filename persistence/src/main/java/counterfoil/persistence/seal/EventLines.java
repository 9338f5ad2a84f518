package counterfoil.persistence.seal;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The lines of files, one file after another, with one buffer. A file that is missing counts as one without lines. Not
 * thread-safe.
 */
final class EventLines implements Closeable {
    private static final byte[] END = new byte[0];

    private final List<Path> files;
    private int nextFile;
    private @Nullable InputStream open;
    private byte[] buffer = new byte[1 << 18];
    private int start;
    private int end;

    EventLines(List<Path> files) {
        this.files = List.copyOf(files);
    }

    /**
     * The next line with its newline, which only the last line of a broken file lacks; nothing at the end of the last file.
     *
     * @throws SealProblem if a line is longer than {@link EventLine#MAX_LENGTH}
     */
    byte[] next() throws IOException {
        int scanned = start;
        while (true) {
            for (int i = scanned; i < end; i++) {
                if (buffer[i] == '\n') {
                    return take(i + 1);
                }
            }
            int seen = end - start;
            if (seen > EventLine.MAX_LENGTH) {
                throw SealProblem.malformed("the line is longer than " + EventLine.MAX_LENGTH + " bytes");
            }
            if (!fill()) {
                if (end > start) {
                    return take(end);
                }
                if (!openNext()) {
                    return END;
                }
            }
            scanned = start + seen;
        }
    }

    private byte[] take(int to) {
        byte[] line = Arrays.copyOfRange(buffer, start, to);
        start = to;
        return line;
    }

    private boolean fill() throws IOException {
        if (open == null) {
            return false;
        }
        if (start > 0) {
            System.arraycopy(buffer, start, buffer, 0, end - start);
            end -= start;
            start = 0;
        }
        if (end == buffer.length) {
            buffer = Arrays.copyOf(buffer, buffer.length * 2);
        }
        int read = open.read(buffer, end, buffer.length - end);
        end += Math.max(read, 0);
        return read > 0;
    }

    private boolean openNext() throws IOException {
        close();
        while (nextFile < files.size()) {
            Path file = files.get(nextFile++);
            if (Files.isRegularFile(file)) {
                open = Files.newInputStream(file);
                return true;
            }
        }
        return false;
    }

    @Override
    public void close() throws IOException {
        InputStream last = open;
        open = null;
        if (last != null) {
            last.close();
        }
    }
}
