package dev.thaw.testkit.server;

import dev.thaw.testkit.process.Command;
import dev.thaw.testkit.process.Signal;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A MySQL 8.0 server. It offers TLS, does not demand it, and speaks to both {@code jdbc:mysql:} and
 * {@code jdbc:mariadb:}. Without TLS, clients have to allow the retrieval of its public key: {@link JdbcUrl#plain()}.
 */
public final class MySqlServer extends NativeServer {
    /** What the server is linked with and its artifact does not bring along. */
    private static final List<String> LIBRARIES = List.of("libaio.so.1", "libnuma.so.1");

    /** Where the dynamic linker of common distributions looks: ld.so(8). */
    private static final List<String> LIBRARY_DIRECTORIES =
            List.of("/lib", "/usr/lib", "/lib64", "/usr/lib64", "/lib/x86_64-linux-gnu", "/usr/lib/x86_64-linux-gnu");

    private final Path base;
    private final Certificate certificate;
    private final List<String> options;

    private MySqlServer(Path dir, List<String> options) throws IOException {
        super(dir);
        base = Distribution.MYSQL.in(dir);
        certificate = Certificate.in(dir);
        this.options = List.copyOf(options);
    }

    /**
     * Starts a server. The program files are unpacked into the directory once; the data is new every time.
     *
     * @param dir where everything lives, below a build's output directory
     * @param options further options of {@code mysqld}, such as {@code --wait-timeout=2}
     * @throws ServerException with what {@link #unavailable()} says, if it says something
     */
    public static MySqlServer start(Path dir, String... options) throws IOException {
        Optional<String> obstacle = unavailable();
        if (obstacle.isPresent()) {
            throw new ServerException(obstacle.get());
        }
        MySqlServer server = new MySqlServer(dir, List.of(options));
        server.start();
        return server;
    }

    /** Why the server cannot run here and what helps, in one line; empty if it can. */
    public static Optional<String> unavailable() {
        Optional<String> platform = Distribution.MYSQL.unavailable();
        if (platform.isPresent()) {
            return platform;
        }
        List<String> missing =
                LIBRARIES.stream().filter(library -> !isInstalled(library)).toList();
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of("the mysql test server needs " + String.join(" and ", missing)
                        + " (Debian 12: apt-get install libaio1 libnuma1; Amazon Linux: dnf install libaio numactl-libs;"
                        + " or a directory in LD_LIBRARY_PATH)");
    }

    private static boolean isInstalled(String library) {
        String more = System.getenv().getOrDefault("LD_LIBRARY_PATH", "");
        return Stream.concat(
                        LIBRARY_DIRECTORIES.stream(),
                        Pattern.compile(File.pathSeparator).splitAsStream(more))
                .anyMatch(dir -> !dir.isEmpty() && Files.exists(Path.of(dir, library)));
    }

    /** The server's certificate in PEM, for clients that check it. */
    public Path certificate() {
        return certificate.certificate();
    }

    @Override
    void prepare() throws IOException {
        Path sql = Files.writeString(
                run().resolve("init.sql"),
                "CREATE USER " + MySqlFamily.account(administrator().user()) + " IDENTIFIED BY '"
                        + administrator().password() + "';\n"
                        + "GRANT ALL ON *.* TO "
                        + MySqlFamily.account(administrator().user()) + " WITH GRANT OPTION;\n"
                        + "DROP USER root@localhost;\n");
        List<String> command = new ArrayList<>(common());
        command.addAll(List.of("--initialize-insecure", "--init-file=" + sql));
        Command.run(command, "", run().resolve("initialize.log"), Duration.ofMinutes(2));
        Files.delete(sql);
    }

    @Override
    List<String> command() {
        List<String> command = new ArrayList<>(common());
        command.addAll(List.of(
                "--port=" + port(),
                "--bind-address=" + host(),
                // Relative to the data directory: the length of a socket's path is limited to 107 bytes.
                "--socket=mysql.sock",
                "--pid-file=" + run().resolve("mysqld.pid"),
                "--mysqlx=OFF",
                "--skip-name-resolve",
                "--ssl-cert=" + certificate.certificate(),
                "--ssl-key=" + certificate.key()));
        command.addAll(options);
        return command;
    }

    private List<String> common() {
        List<String> command = new ArrayList<>(List.of(
                base.resolve("bin/mysqld").toString(),
                "--no-defaults",
                "--basedir=" + base,
                "--datadir=" + run().resolve("data"),
                "--tmpdir=" + run(),
                "--lc-messages-dir=" + base.resolve("share"),
                "--secure-file-priv=",
                "--skip-log-bin",
                // The data does not outlive the test.
                "--innodb-flush-method=nosync",
                "--innodb-flush-log-at-trx-commit=0"));
        if (System.getProperty("user.name").equals("root")) {
            command.add("--user=root");
        }
        return command;
    }

    @Override
    Signal orderlyEnd() {
        return Signal.TERM;
    }

    @Override
    Signal quickEnd() {
        return Signal.KILL;
    }

    @Override
    List<DriverKind> drivers() {
        return List.of(DriverKind.CONNECTOR_J, DriverKind.MARIADB);
    }

    @Override
    String maintenanceDatabase() {
        return "mysql";
    }

    @Override
    Connection openAdmin(String database) throws SQLException {
        return MySqlFamily.openAdmin(port(), database, administrator());
    }

    @Override
    public void readOnly(boolean refuseWrites) {
        administer(MySqlFamily.readOnly(refuseWrites));
    }

    @Override
    ServerDatabase create(String name, Credentials owner) {
        administer(MySqlFamily.creation(name, owner));
        return new MySqlFamily(
                this, name, owner, "SELECT total_connections FROM performance_schema.users WHERE user = ?");
    }
}
