package counterfoil.gate;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Compiles small sources into a folder and reads the classes back, so that a rule can be shown a fault. */
final class PlantedClasses {
    private PlantedClasses() {}

    /**
     * The classes of sources that live outside of the build.
     *
     * @param folder where the class files go
     * @param sources each with a package and one public or package-private type named {@code Planted}
     */
    static JavaClasses compile(Path folder, List<String> sources) {
        List<String> errors = new ArrayList<>();
        boolean compiled = ToolProvider.getSystemJavaCompiler()
                .getTask(
                        null,
                        null,
                        found -> errors.add(found.toString()),
                        List.of("-d", folder.toString(), "-cp", classPath(), "-proc:none", "-Xlint:none"),
                        null,
                        sources.stream().map(PlantedClasses::file).toList())
                .call();
        if (!compiled) {
            throw new IllegalArgumentException("a planted source does not compile: " + errors);
        }
        return new ClassFileImporter().importPath(folder);
    }

    /** Surefire hides the real class path in a jar's manifest and tells it here. */
    private static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }

    private static JavaFileObject file(String source) {
        String name = source.contains("NullMarked package") ? "package-info" : "Planted";
        String folder = source.replaceFirst("(?s).*?package ([\\w.]+);.*", "$1").replace('.', '/');
        return new SimpleJavaFileObject(
                URI.create("string:///" + folder + "/" + name + ".java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return source;
            }
        };
    }
}
