package dev.thaw.dirt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.thaw.testkit.junit.Servers;
import dev.thaw.testkit.server.Database;
import dev.thaw.testkit.server.DriverKind;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/**
 * Text, bytes and points in time, written and read before and after a borrower who changed the session's character set
 * and time zone: byte for byte as the server stores what a plain connection writes.
 */
class TextSurvivesIT {
    private static final String TEXT = "naïve Æther, 日本語, 𝄞 and 🧊";
    private static final byte[] BYTES = {0, 1, 0x27, 0x5c, (byte) 0x80, (byte) 0xff, 0x0a, 0x0d};
    private static final Timestamp TIME = Timestamp.valueOf("2026-03-29 01:30:00.123456");

    private static final String EXPECTED =
            row(TEXT, BYTES, TIME, HexFormat.of().formatHex(TEXT.getBytes(StandardCharsets.UTF_8)));

    private static final String[] MYSQL_DIRT = {
        "SET NAMES latin1", "SET time_zone = '+09:00'", "SET character_set_results = NULL", "SET sql_mode = 'ANSI'"
    };

    /** MariaDB's driver does not survive another character set, agent or not. */
    private static final String[] MARIADB_DIRT = Arrays.copyOfRange(MYSQL_DIRT, 1, MYSQL_DIRT.length);

    @Test
    void onMariaDbByConnectorJ() throws SQLException {
        check(Servers.mariaDb().newDatabase("text"), DriverKind.CONNECTOR_J, "varbinary(99)", "HEX(%s)", MYSQL_DIRT);
    }

    @Test
    void onMariaDbByItsDriver() throws SQLException {
        check(Servers.mariaDb().newDatabase("text"), DriverKind.MARIADB, "varbinary(99)", "HEX(%s)", MARIADB_DIRT);
    }

    @Test
    void onMySqlByConnectorJ() throws SQLException {
        check(Servers.mySql().newDatabase("text"), DriverKind.CONNECTOR_J, "varbinary(99)", "HEX(%s)", MYSQL_DIRT);
    }

    @Test
    void onPostgres() throws SQLException {
        check(
                Servers.postgres().newDatabase("text"),
                DriverKind.POSTGRESQL,
                "bytea",
                "encode(%s::text::bytea, 'hex')",
                "SET TIME ZONE 'Asia/Tokyo'",
                "SET bytea_output = 'escape'",
                "SET standard_conforming_strings = off");
    }

    @Test
    void onH2() throws SQLException {
        check(
                Servers.h2().newDatabase("text"),
                DriverKind.H2,
                "varbinary(99)",
                "RAWTOHEX(STRINGTOUTF8(%s))",
                "SET TIME ZONE 'Asia/Tokyo'");
    }

    private static void check(Database database, DriverKind driver, String binary, String hex, String... dirt)
            throws SQLException {
        boolean mySql = hex.startsWith("HEX");
        database.execute("CREATE TABLE note (id int, txt varchar(99)" + (mySql ? " CHARACTER SET utf8mb4" : "")
                + ", bin " + binary + ", at timestamp(6))");
        try (Connection plain = database.connect(database.url(driver))) {
            write(plain, 1);
        }
        try (Connection fresh = open(database, driver)) {
            write(fresh, 2);
        }
        for (int i = 0; i < dirt.length; i++) {
            try (Connection soiled = open(database, driver);
                    Statement statement = soiled.createStatement()) {
                statement.execute(dirt[i]);
            }
            try (Connection next = open(database, driver)) {
                write(next, 3 + i);
                assertThat(rows(next, hex)).as("after " + dirt[i]).containsOnly(EXPECTED);
            }
        }
        try (Connection plain = database.connect(database.url(driver))) {
            assertThat(rows(plain, hex)).hasSize(2 + dirt.length).containsOnly(EXPECTED);
        }
    }

    private static Connection open(Database database, DriverKind driver) throws SQLException {
        return DriverManager.getConnection(database.jdbcUrl(driver), database.user(), database.password());
    }

    private static void write(Connection connection, int id) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO note VALUES (?, ?, ?, ?)")) {
            insert.setInt(1, id);
            insert.setString(2, TEXT);
            insert.setBytes(3, BYTES);
            insert.setTimestamp(4, TIME);
            insert.executeUpdate();
        }
    }

    /** What the driver reads, and the text's bytes as the server stores them. */
    private static List<String> rows(Connection connection, String hex) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet results =
                        statement.executeQuery("SELECT txt, bin, at, " + String.format(hex, "txt") + " FROM note")) {
            while (results.next()) {
                rows.add(row(results.getString(1), results.getBytes(2), results.getTimestamp(3), results.getString(4)));
            }
        }
        return rows;
    }

    private static String row(String text, byte[] bytes, Timestamp time, String stored) {
        return text + " " + HexFormat.of().formatHex(bytes) + " " + time + " " + stored.toLowerCase(Locale.ROOT);
    }
}
