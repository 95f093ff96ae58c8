package dev.thaw.testkit.server;

import dev.thaw.testkit.process.Command;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Base64;
import java.util.List;

/**
 * A self-signed server certificate for 127.0.0.1 and localhost, in the PEM files that database servers read. RSA with
 * 2048 bits, as Amazon RDS has by default, so that handshakes cost what they cost there.
 *
 * @param certificate the certificate, which clients may trust
 * @param key the private key, readable by its owner only, as PostgreSQL demands
 */
record Certificate(Path certificate, Path key) {
    private static final String PASSWORD = "changeit";
    private static final String ALIAS = "server";

    /** The certificate below the directory; made with the JDK's keytool if there is none. Safe against other JVMs. */
    static Certificate in(Path dir) throws IOException {
        Path home = dir.toAbsolutePath().resolve("certificate");
        if (!Files.exists(home)) {
            Path work = Directories.newTransient(dir, "certificate-");
            make(in(work, "server.crt", "server.key"), work);
            Directories.publish(work, home);
        }
        return in(home, "server.crt", "server.key");
    }

    private static Certificate in(Path dir, String certificate, String key) {
        return new Certificate(dir.resolve(certificate), dir.resolve(key));
    }

    private static void make(Certificate target, Path work) throws IOException {
        Path store = work.resolve("server.p12");
        Command.run(keytool(store), "", work.resolve("keytool.log"), Duration.ofMinutes(1));
        try (InputStream in = Files.newInputStream(store)) {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(in, PASSWORD.toCharArray());
            writePem(
                    target.key(),
                    "PRIVATE KEY",
                    keys.getKey(ALIAS, PASSWORD.toCharArray()).getEncoded());
            writePem(
                    target.certificate(),
                    "CERTIFICATE",
                    keys.getCertificate(ALIAS).getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IOException("the new key store cannot be read", e);
        }
    }

    private static List<String> keytool(Path store) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                ALIAS,
                "-keyalg",
                "RSA",
                "-keysize",
                "2048",
                "-validity",
                "3650",
                "-dname",
                "CN=127.0.0.1",
                "-ext",
                "san=ip:127.0.0.1,dns:localhost",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD);
    }

    private static void writePem(Path file, String type, byte[] der) throws IOException {
        String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, "-----BEGIN " + type + "-----\n" + base64 + "\n-----END " + type + "-----\n");
    }
}
