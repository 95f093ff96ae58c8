package dev.thaw.testkit.server;

import dev.thaw.testkit.process.Command;
import dev.thaw.testkit.process.Signal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A PostgreSQL server. It offers TLS, does not demand it, and authenticates with SCRAM. */
public final class PostgresServer extends NativeServer {
    private static final String READ_ONLY = "default_transaction_read_only";
    private static final Duration RELOAD_LIMIT = Duration.ofSeconds(10);

    private final Path base;
    private final Certificate certificate;
    private final List<String> settings;
    private final PostgresLog sessions;

    private PostgresServer(Path dir, List<String> settings) throws IOException {
        super(dir);
        base = Distribution.POSTGRES.in(dir);
        certificate = Certificate.in(dir);
        this.settings = List.copyOf(settings);
        sessions = new PostgresLog(log());
    }

    /**
     * Starts a server. The program files are unpacked into the directory once; the data is new every time.
     *
     * @param dir where everything lives, below a build's output directory
     * @param settings further settings as in {@code postgresql.conf}, such as {@code idle_session_timeout=2s}
     */
    public static PostgresServer start(Path dir, String... settings) throws IOException {
        PostgresServer server = new PostgresServer(dir, List.of(settings));
        server.start();
        return server;
    }

    /** The server's certificate in PEM, for clients that check it. */
    public Path certificate() {
        return certificate.certificate();
    }

    @Override
    void prepare() throws IOException {
        Path password =
                Files.writeString(run().resolve("password"), administrator().password() + "\n");
        List<String> initdb = new ArrayList<>(asOrdinaryUser());
        initdb.addAll(List.of(
                base.resolve("bin/initdb").toString(),
                "--pgdata=" + data(),
                "--username=" + administrator().user(),
                "--pwfile=" + password,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--no-locale",
                "--no-sync"));
        Command.run(initdb, "", run().resolve("initdb.log"), Duration.ofMinutes(1));
        Files.delete(password);
    }

    @Override
    List<String> command() {
        List<String> command = new ArrayList<>(asOrdinaryUser());
        command.addAll(List.of(base.resolve("bin/postgres").toString(), "-D", data().toString()));
        List<String> all = new ArrayList<>(List.of(
                "port=" + port(),
                "listen_addresses=" + host(),
                "unix_socket_directories=",
                "ssl=on",
                "ssl_cert_file=" + certificate.certificate(),
                "ssl_key_file=" + certificate.key(),
                "log_connections=setup_durations",
                "log_line_prefix=" + PostgresLog.LINE_PREFIX,
                // The data does not outlive the test.
                "fsync=off",
                "full_page_writes=off"));
        all.addAll(settings);
        for (String setting : all) {
            command.add("-c");
            command.add(setting);
        }
        return command;
    }

    /**
     * PostgreSQL refuses to run as root; in a user namespace of its own it is not. An IPC namespace of its own takes the
     * shared memory with it, even if the server is killed.
     */
    private static List<String> asOrdinaryUser() {
        return System.getProperty("user.name").equals("root") ? List.of("unshare", "--user", "--ipc") : List.of();
    }

    private Path data() {
        return run().resolve("data");
    }

    @Override
    Signal orderlyEnd() {
        return Signal.INT;
    }

    @Override
    Signal quickEnd() {
        // An immediate shutdown; after KILL its System V shared memory segment would stay for ever.
        return Signal.QUIT;
    }

    @Override
    List<DriverKind> drivers() {
        return List.of(DriverKind.POSTGRESQL);
    }

    @Override
    String maintenanceDatabase() {
        return "postgres";
    }

    @Override
    Connection openAdmin(String database) throws SQLException {
        return new JdbcUrl(DriverKind.POSTGRESQL, host(), port(), database, Map.of())
                .plain()
                .open(administrator().toProperties());
    }

    @Override
    public void readOnly(boolean refuseWrites) {
        String wanted = refuseWrites ? "on" : "off";
        administer(List.of("ALTER SYSTEM SET " + READ_ONLY + " = " + wanted, "SELECT pg_reload_conf()"));
        // A new session that has it shows that the server has read it, and has told all others before.
        if (!Await.until(() -> newSessionHas(READ_ONLY, wanted), RELOAD_LIMIT)) {
            throw new ServerException(READ_ONLY + " is not " + wanted + " after " + RELOAD_LIMIT);
        }
    }

    private boolean newSessionHas(String setting, String value) {
        try (Connection session = openAdmin(maintenanceDatabase());
                Statement statement = session.createStatement();
                ResultSet row = statement.executeQuery("SHOW " + setting)) {
            row.next();
            return row.getString(1).equals(value);
        } catch (SQLException e) {
            throw new ServerException("the server did not answer its administrator", e);
        }
    }

    @Override
    ServerDatabase create(String name, Credentials owner) {
        administer(List.of(
                "CREATE ROLE " + owner.user() + " LOGIN PASSWORD '" + owner.password() + "'",
                "CREATE DATABASE " + name + " OWNER " + owner.user(),
                "REVOKE CONNECT ON DATABASE " + name + " FROM PUBLIC"));
        ServerDatabase database = new PostgresDatabase(this, name, owner, sessions);
        // As elsewhere, the application may use the tables that the administrator makes for it.
        database.execute("ALTER DEFAULT PRIVILEGES GRANT ALL ON TABLES TO " + owner.user()
                + "; ALTER DEFAULT PRIVILEGES GRANT ALL ON SEQUENCES TO " + owner.user());
        return database;
    }
}
