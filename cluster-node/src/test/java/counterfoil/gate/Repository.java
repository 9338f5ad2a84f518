package counterfoil.gate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The files of the repository that the tests belong to, as they lie on the disk. What a build, a run or an editor makes
 * is left out: it is not kept, so it is not held against anything.
 *
 * @param root the folder with the wrapper and the parent pom
 */
record Repository(Path root) {
    private static final Set<String> NOT_KEPT =
            Set.of(".git", "target", ".idea", ".vscode", ".settings", "__pycache__");

    /** The repository around the module whose tests run. */
    static Repository ofThisModule() {
        Path folder = Path.of(System.getProperty("basedir", "")).toAbsolutePath();
        while (!Files.exists(folder.resolve("mvnw"))) {
            folder = folder.getParent();
            if (folder == null) {
                throw new IllegalStateException("no folder above the module holds the Maven wrapper");
            }
        }
        return new Repository(folder);
    }

    /** Every file, in order of path. */
    List<SourceFile> files() {
        List<SourceFile> files = new ArrayList<>();
        walk((folder, inside) -> {
            for (Path path : inside) {
                if (Files.isRegularFile(path)) {
                    files.add(read(path));
                }
            }
        });
        return files;
    }

    /** Every folder that holds nothing. */
    List<Fault> emptyFolders() {
        List<Fault> faults = new ArrayList<>();
        walk((folder, inside) -> {
            if (inside.isEmpty()) {
                faults.add(new Fault(Gate.EMPTY_FOLDER, nameOf(folder), 0, "holds nothing"));
            }
        });
        return faults;
    }

    private interface Visit {
        void folder(Path folder, List<Path> inside) throws IOException;
    }

    private void walk(Visit visit) {
        try {
            Files.walkFileTree(root, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
                        throws IOException {
                    boolean notKept =
                            NOT_KEPT.contains(folder.getFileName().toString()) || folder.equals(root.resolve("data"));
                    if (notKept) {
                        return FileVisitResult.SKIP_SUBTREE;
                    }
                    try (Stream<Path> inside = Files.list(folder)) {
                        visit.folder(folder, inside.sorted().toList());
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private SourceFile read(Path path) throws IOException {
        SourceFile named = new SourceFile(nameOf(path), "");
        return named.isText() ? new SourceFile(named.path(), Files.readString(path, StandardCharsets.UTF_8)) : named;
    }

    private String nameOf(Path path) {
        return root.relativize(path).toString().replace('\\', '/');
    }
}
