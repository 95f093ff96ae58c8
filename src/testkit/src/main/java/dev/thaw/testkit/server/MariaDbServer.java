package dev.thaw.testkit.server;

import dev.thaw.testkit.process.Command;
import dev.thaw.testkit.process.Signal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A MariaDB server. It offers TLS, does not demand it, and speaks to both {@code jdbc:mysql:} and {@code jdbc:mariadb:}. */
public final class MariaDbServer extends NativeServer {
    private static final List<String> BOOTSTRAP_SCRIPTS = List.of(
            "mariadb_system_tables.sql",
            "mariadb_performance_tables.sql",
            "mariadb_system_tables_data.sql",
            "maria_add_gis_sp_bootstrap.sql");

    private final Path base;
    private final Certificate certificate;
    private final List<String> options;

    private MariaDbServer(Path dir, List<String> options) throws IOException {
        super(dir);
        base = Distribution.MARIADB.in(dir);
        certificate = Certificate.in(dir);
        this.options = List.copyOf(options);
    }

    /**
     * Starts a server. The program files are unpacked into the directory once; the data is new every time.
     *
     * @param dir where everything lives, below a build's output directory
     * @param options further options of {@code mariadbd}, such as {@code --wait-timeout=2}
     */
    public static MariaDbServer start(Path dir, String... options) throws IOException {
        MariaDbServer server = new MariaDbServer(dir, List.of(options));
        server.start();
        return server;
    }

    /** The server's certificate in PEM, for clients that check it. */
    public Path certificate() {
        return certificate.certificate();
    }

    /** Does what {@code mariadb-install-db} does, without its help texts and with one administrator only. */
    @Override
    void prepare() throws IOException {
        StringBuilder sql = new StringBuilder("CREATE DATABASE mysql;\nUSE mysql;\nSET @auth_root_socket=NULL;\n");
        for (String script : BOOTSTRAP_SCRIPTS) {
            sql.append(Files.readString(base.resolve("share").resolve(script))).append('\n');
        }
        sql.append("DELETE FROM mysql.global_priv;\nDELETE FROM mysql.proxies_priv;\nFLUSH PRIVILEGES;\n")
                .append("CREATE USER " + MySqlFamily.account(administrator().user()) + " IDENTIFIED BY '"
                        + administrator().password() + "';\n")
                .append("GRANT ALL ON *.* TO "
                        + MySqlFamily.account(administrator().user()) + " WITH GRANT OPTION;\n");
        Files.createDirectory(data());
        List<String> command = new ArrayList<>(common());
        command.addAll(List.of("--bootstrap", "--skip-ssl", "--log-warnings=0", "--enforce-storage-engine="));
        Command.run(command, sql.toString(), run().resolve("bootstrap.log"), Duration.ofMinutes(1));
    }

    @Override
    List<String> command() {
        List<String> command = new ArrayList<>(common());
        command.addAll(List.of(
                "--port=" + port(),
                "--bind-address=" + host(),
                // Relative to the data directory: the length of a socket's path is limited to 107 bytes.
                "--socket=mariadb.sock",
                "--skip-name-resolve",
                "--ssl-cert=" + certificate.certificate(),
                "--ssl-key=" + certificate.key(),
                // Counts connections per user: USER_STATISTICS.TOTAL_CONNECTIONS.
                "--userstat=1"));
        command.addAll(options);
        return command;
    }

    private List<String> common() {
        List<String> command = new ArrayList<>(List.of(
                base.resolve("bin/mariadbd").toString(),
                "--no-defaults",
                "--basedir=" + base,
                "--datadir=" + data(),
                "--tmpdir=" + run(),
                "--lc-messages-dir=" + base.resolve("share"),
                // Small files: they are written in full before the server answers.
                "--innodb-log-file-size=16M",
                "--innodb-undo-tablespaces=0",
                // Its thread would lock what TRUNCATE needs, which then fails without waiting.
                "--innodb-stats-persistent=OFF",
                // The data does not outlive the test.
                "--innodb-flush-method=nosync",
                "--innodb-flush-log-at-trx-commit=0"));
        if (System.getProperty("user.name").equals("root")) {
            command.add("--user=root");
        }
        return command;
    }

    private Path data() {
        return run().resolve("data");
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
                this, name, owner, "SELECT total_connections FROM information_schema.user_statistics WHERE user = ?");
    }
}
