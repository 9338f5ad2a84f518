package counterfoil.node.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAKey;
import java.time.Instant;
import org.apache.pekko.pki.pem.DERPrivateKeyLoader;
import org.apache.pekko.pki.pem.PEMDecoder;
import org.apache.pekko.pki.pem.PEMLoadingException;

/**
 * What a node shows to other nodes and believes of them.
 *
 * @param key its private key: RSA in a PEM file, not encrypted
 * @param certificate what it shows; issued by the authority itself
 * @param authority the certificate of the authority whose certificates it believes
 */
public record ClusterTls(Path key, Path certificate, Path authority) {
    /**
     * Checks that a node with these files can be believed by its like, so that a mistake is one line at start and not a
     * cluster that never forms.
     *
     * @throws ConfigProblem if a file cannot be read, a certificate is not valid now, or they do not belong together
     */
    public void requireUsable(Instant now) {
        PrivateKey secret = readKey();
        X509Certificate own = readCertificate(certificate);
        X509Certificate issuer = readCertificate(authority);
        requireValid(own, certificate, now);
        requireValid(issuer, authority, now);
        try {
            own.verify(issuer.getPublicKey());
        } catch (GeneralSecurityException e) {
            throw new ConfigProblem(
                    "the certificate in " + certificate + " was not issued by the one in " + authority, e);
        }
        boolean belongs = secret instanceof RSAKey one
                && own.getPublicKey() instanceof RSAKey other
                && one.getModulus().equals(other.getModulus());
        if (!belongs) {
            throw new ConfigProblem("the key in " + key + " is not the RSA key of the certificate in " + certificate);
        }
    }

    private static void requireValid(X509Certificate shown, Path file, Instant now) {
        if (now.isAfter(shown.getNotAfter().toInstant())) {
            throw new ConfigProblem("the certificate in " + file + " expired at "
                    + shown.getNotAfter().toInstant());
        }
        if (now.isBefore(shown.getNotBefore().toInstant())) {
            throw new ConfigProblem("the certificate in " + file + " is not valid before "
                    + shown.getNotBefore().toInstant());
        }
    }

    private PrivateKey readKey() {
        try {
            return DERPrivateKeyLoader.load(PEMDecoder.decode(Files.readString(key)));
        } catch (IOException e) {
            throw unreadable(key, e);
        } catch (PEMLoadingException e) {
            throw new ConfigProblem(key + " holds no unencrypted private key in PEM format", e);
        }
    }

    private static X509Certificate readCertificate(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
        } catch (IOException e) {
            throw unreadable(file, e);
        } catch (GeneralSecurityException e) {
            throw new ConfigProblem(file + " holds no certificate in PEM format", e);
        }
    }

    private static ConfigProblem unreadable(Path file, IOException e) {
        return new ConfigProblem("cannot read " + file + ", which TLS between nodes needs", e);
    }
}
