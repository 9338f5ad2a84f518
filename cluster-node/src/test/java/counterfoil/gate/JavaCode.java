package counterfoil.gate;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.CatchTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.PackageTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.UnionTypeTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * What the gates want to know of a Java file, read by the compiler's own parser, so that a word in a string or a comment
 * is never taken for code. Names are as written: imports are not resolved.
 *
 * @param packageName dotted; empty when there is none
 * @param packageComment words of the Javadoc on the package
 * @param types simple names of all types, nested ones too
 * @param methods all methods and constructors
 * @param creations names of the types in {@code new X(…)}
 * @param selections {@code a.b} as written, in expressions and imports
 * @param names single identifiers in expressions and types
 * @param annotations names of annotations without the sign
 * @param caught names of the types in {@code catch (…)}
 */
record JavaCode(
        String packageName,
        int packageComment,
        List<Found> types,
        List<Method> methods,
        List<Found> creations,
        List<Found> selections,
        List<Found> names,
        List<Found> annotations,
        List<Found> caught) {

    /** A name and the line where it stands. */
    record Found(String name, int line) {}

    /** A method and its lines from the first modifier to the closing brace. */
    record Method(String name, int line, int lines) {}

    /**
     * Reads a Java file.
     *
     * @throws IllegalArgumentException if the compiler cannot make sense of it
     */
    static JavaCode read(SourceFile file) {
        List<String> errors = new ArrayList<>();
        JavacTask task = (JavacTask) ToolProvider.getSystemJavaCompiler()
                .getTask(
                        null,
                        null,
                        found -> errors.add(found.toString()),
                        List.of("-proc:none"),
                        null,
                        List.of(new InMemory(file)));
        CompilationUnitTree unit;
        try {
            unit = task.parse().iterator().next();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (!errors.isEmpty()) {
            throw new IllegalArgumentException("not Java: " + file.path() + " " + errors.getFirst());
        }
        Reader reader = new Reader(unit, DocTrees.instance(task));
        reader.scan(unit, null);
        return reader.code();
    }

    private static final class InMemory extends SimpleJavaFileObject {
        private final String text;

        InMemory(SourceFile file) {
            super(URI.create("string:///" + file.path()), JavaFileObject.Kind.SOURCE);
            text = file.text();
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }

    private static final class Reader extends TreePathScanner<@Nullable Object, @Nullable Object> {
        private final CompilationUnitTree unit;
        private final DocTrees trees;
        private final SourcePositions positions;
        private final List<Found> types = new ArrayList<>();
        private final List<Method> methods = new ArrayList<>();
        private final List<Found> creations = new ArrayList<>();
        private final List<Found> selections = new ArrayList<>();
        private final List<Found> names = new ArrayList<>();
        private final List<Found> annotations = new ArrayList<>();
        private final List<Found> caught = new ArrayList<>();
        private int packageComment;

        Reader(CompilationUnitTree unit, DocTrees trees) {
            this.unit = unit;
            this.trees = trees;
            positions = trees.getSourcePositions();
        }

        JavaCode code() {
            ExpressionTree name = unit.getPackageName();
            return new JavaCode(
                    name == null ? "" : name.toString(),
                    packageComment,
                    types,
                    methods,
                    creations,
                    selections,
                    names,
                    annotations,
                    caught);
        }

        @Override
        public @Nullable Object visitPackage(PackageTree tree, @Nullable Object nothing) {
            String comment = trees.getDocComment(new TreePath(new TreePath(unit), tree));
            packageComment = Optional.ofNullable(comment)
                    .map(text -> text.strip().split("\\s+", -1).length)
                    .orElse(0);
            return super.visitPackage(tree, nothing);
        }

        @Override
        public @Nullable Object visitClass(ClassTree tree, @Nullable Object nothing) {
            if (!tree.getSimpleName().isEmpty()) {
                note(types, tree.getSimpleName().toString(), tree);
            }
            return super.visitClass(tree, nothing);
        }

        @Override
        public @Nullable Object visitMethod(MethodTree tree, @Nullable Object nothing) {
            int first = line(positions.getStartPosition(unit, tree));
            int last = line(positions.getEndPosition(unit, tree));
            methods.add(new Method(tree.getName().toString(), first, last - first + 1));
            return super.visitMethod(tree, nothing);
        }

        @Override
        public @Nullable Object visitNewClass(NewClassTree tree, @Nullable Object nothing) {
            note(creations, tree.getIdentifier().toString(), tree);
            return super.visitNewClass(tree, nothing);
        }

        @Override
        public @Nullable Object visitMemberSelect(MemberSelectTree tree, @Nullable Object nothing) {
            note(selections, tree.toString(), tree);
            return super.visitMemberSelect(tree, nothing);
        }

        @Override
        public @Nullable Object visitIdentifier(IdentifierTree tree, @Nullable Object nothing) {
            note(names, tree.getName().toString(), tree);
            return super.visitIdentifier(tree, nothing);
        }

        @Override
        public @Nullable Object visitAnnotation(AnnotationTree tree, @Nullable Object nothing) {
            note(annotations, tree.getAnnotationType().toString(), tree);
            return super.visitAnnotation(tree, nothing);
        }

        @Override
        public @Nullable Object visitCatch(CatchTree tree, @Nullable Object nothing) {
            Tree type = tree.getParameter().getType();
            List<? extends Tree> alternatives =
                    type instanceof UnionTypeTree union ? union.getTypeAlternatives() : List.of(type);
            alternatives.forEach(each -> note(caught, each.toString(), tree));
            return super.visitCatch(tree, nothing);
        }

        private void note(List<Found> found, String name, Tree tree) {
            found.add(new Found(name, line(positions.getStartPosition(unit, tree))));
        }

        private int line(long position) {
            return Math.toIntExact(unit.getLineMap().getLineNumber(position));
        }
    }
}
