package dev.thaw.testkit.server;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;

/**
 * A JDBC URL in parts, so that a test can send it through a relay or change one option. Its text is
 * {@link #toString()}. Immutable.
 *
 * @param driver whose URL it is
 * @param host name or address of the server
 * @param port TCP port
 * @param database name of the database
 * @param options driver options, in the order in which they are written
 */
public record JdbcUrl(DriverKind driver, String host, int port, String database, Map<String, String> options) {
    /** Copies the options. */
    public JdbcUrl {
        options = new LinkedHashMap<>(options);
    }

    /** The same database by way of another port of the same host, such as a relay's. */
    public JdbcUrl at(int otherPort) {
        return new JdbcUrl(driver, host, otherPort, database, options);
    }

    /** The same with a driver option added or replaced. */
    public JdbcUrl with(String option, String value) {
        Map<String, String> more = new LinkedHashMap<>(options);
        more.put(option, value);
        return new JdbcUrl(driver, host, port, database, more);
    }

    /** The same without TLS, which all drivers but MariaDB's use where the server offers it. */
    public JdbcUrl plain() {
        return switch (driver) {
            // Without TLS, MySQL 8's default authentication asks for the server's public key.
            case CONNECTOR_J -> with("sslMode", "DISABLED").with("allowPublicKeyRetrieval", "true");
            case MARIADB -> with("sslMode", "disable").with("allowPublicKeyRetrieval", "true");
            case POSTGRESQL -> with("sslmode", "disable");
            case H2 -> this;
        };
    }

    /**
     * The same with TLS and without a check of the certificate.
     *
     * @throws UnsupportedOperationException for H2
     */
    public JdbcUrl tls() {
        return switch (driver) {
            case CONNECTOR_J -> with("sslMode", "REQUIRED");
            case MARIADB -> with("sslMode", "trust");
            case POSTGRESQL -> with("sslmode", "require");
            case H2 -> throw new UnsupportedOperationException("the H2 server speaks no TLS here");
        };
    }

    /** Opens a session, past DriverManager. */
    public Connection open(Properties properties) throws SQLException {
        return driver.newDriver().connect(toString(), properties);
    }

    @Override
    public String toString() {
        boolean h2 = driver == DriverKind.H2;
        String path = driver.scheme() + "//" + host + ":" + port + "/" + (h2 ? "mem:" : "") + database;
        if (options.isEmpty()) {
            return path;
        }
        String separator = h2 ? ";" : "&";
        return path
                + (h2 ? ";" : "?")
                + options.entrySet().stream()
                        .map(option -> option.getKey() + "=" + option.getValue())
                        .collect(Collectors.joining(separator));
    }
}
