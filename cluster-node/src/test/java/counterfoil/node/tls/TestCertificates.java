package counterfoil.node.tls;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** Certificates and keys of an authority and its nodes, made by the JDK's keytool for one test and worth nothing else. */
public final class TestCertificates {
    private static final String PASSWORD = "only-for-tests";
    private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, new byte[] {'\n'});

    private final Path folder;
    private final Path store;

    private TestCertificates(Path folder) {
        this.folder = folder;
        this.store = folder.resolve("store.p12");
    }

    /** A new authority, whose files go to a folder that exists. */
    public static TestCertificates authority(Path folder) throws Exception {
        TestCertificates authority = new TestCertificates(folder);
        authority.make("ca", "CN=Test authority", "-validity", "2", "-ext", "bc:c=ca:true", "-ext", "ku:c=keyCertSign");
        authority.write("ca");
        return authority;
    }

    /** Issues a certificate that is valid for a day. */
    public NodeFiles issue(String node) throws Exception {
        return issue(node, "CN=" + node, "-validity", "1");
    }

    /** Issues a certificate that has expired yesterday. */
    public NodeFiles issueExpired(String node) throws Exception {
        return issue(node, "CN=" + node, "-startdate", "-3d", "-validity", "2");
    }

    private NodeFiles issue(String node, String name, String... more) throws Exception {
        List<String> options = new ArrayList<>(List.of("-signer", "ca", "-ext", "san=dns:counterfoil"));
        options.addAll(List.of(more));
        make(node, name, options.toArray(String[]::new));
        write(node);
        return new NodeFiles(file(node, "key"), file(node, "crt"), file("ca", "crt"));
    }

    /** The files of a node. */
    public record NodeFiles(Path key, Path certificate, Path authority) {
        /** As environment variables of a node. */
        public Map<String, String> variables() {
            return Map.of(
                    "COUNTERFOIL_CLUSTER_TLS_ENABLED", "true",
                    "COUNTERFOIL_CLUSTER_TLS_KEY_FILE", key.toString(),
                    "COUNTERFOIL_CLUSTER_TLS_CERT_FILE", certificate.toString(),
                    "COUNTERFOIL_CLUSTER_TLS_CA_FILE", authority.toString());
        }
    }

    private Path file(String name, String ending) {
        return folder.resolve(name + "." + ending);
    }

    private void make(String alias, String name, String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                alias,
                "-dname",
                name,
                "-keyalg",
                "RSA",
                "-keysize",
                "2048",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD));
        command.addAll(List.of(options));
        Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (keytool.waitFor() != 0) {
            throw new IOException("keytool: " + said);
        }
    }

    private void write(String alias) throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        Key key = keys.getKey(alias, PASSWORD.toCharArray());
        Files.writeString(file(alias, "key"), pem("PRIVATE KEY", key.getEncoded()));
        Files.writeString(
                file(alias, "crt"),
                pem("CERTIFICATE", keys.getCertificate(alias).getEncoded()));
    }

    private static String pem(String what, byte[] bytes) {
        return "-----BEGIN " + what + "-----\n" + LINES.encodeToString(bytes) + "\n-----END " + what + "-----\n";
    }
}
