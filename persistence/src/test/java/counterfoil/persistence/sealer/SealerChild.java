package counterfoil.persistence.sealer;

import counterfoil.persistence.TestDatabase;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;

/** A sealer in a JVM of its own, to be killed. */
final class SealerChild {
    private SealerChild() {}

    /**
     * Seals until the process ends.
     *
     * @param arguments address of the database, and a folder for heads
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        String url = arguments[0];
        HeadKeeper heads = SealedTables.heads(Path.of(arguments[1]));
        Sealer sealer = Sealer.start(
                SealedTables.settings(),
                () -> DriverManager.getConnection(url, TestDatabase.APP, TestDatabase.APP_PASSWORD),
                heads,
                InstantSource.system(),
                lag -> {});
        System.out.println("started " + sealer.status().state());
        new CountDownLatch(1).await();
    }

    /** Starts one. */
    static Process start(TestDatabase database, Path folder) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SealerChild.class.getName(),
                        database.url(),
                        folder.toString())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(new File(folder.toString() + ".errors"))
                .start();
    }
}
