package dev.thaw.endtoend;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeSet;

/** Answers a line of input each like a function an invocation, knowing nothing of the agent. See {@link Handler}. */
public final class HandlerProgram {
    private final String url;
    private final String user;
    private final String password;
    /** What code keeps that follows the advice to open outside of the handler. */
    private Connection held;

    private HandlerProgram(String[] arguments) {
        url = arguments[0];
        user = arguments[1];
        password = arguments[2];
    }

    /** Arguments: URL, user, password. Ends with its input, and does nothing else to end. */
    public static void main(String[] arguments) throws IOException {
        HandlerProgram handler = new HandlerProgram(arguments);
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        int count = 0;
        for (String command = in.readLine(); command != null; command = in.readLine()) {
            count++;
            System.out.println(count + ">" + handler.answer(command) + "<" + count);
        }
    }

    private String answer(String command) {
        try {
            return switch (command) {
                case "select" -> select();
                case "transaction" -> transaction();
                case "held" -> heldSelect();
                case "held order" -> heldOrder();
                case "class" -> connectionClass();
                case "create" -> create();
                case "shut down while another is idle" -> shutDown();
                case "tenants" -> tenants();
                case "properties" -> foreignProperties();
                default -> throw new IllegalArgumentException(command);
            };
        } catch (SQLException e) {
            return e.getClass().getName() + " " + e.getSQLState();
        }
    }

    private Connection open() throws SQLException {
        return DriverManager.getConnection(url, user, password);
    }

    private String select() throws SQLException {
        try (Connection connection = open();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT 42")) {
            row.next();
            return row.getString(1);
        }
    }

    private String transaction() throws SQLException {
        try (Connection connection = open()) {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("SELECT 42")) {
                row.next();
                String answer = row.getString(1);
                connection.commit();
                return answer;
            }
        }
    }

    private Connection held() throws SQLException {
        if (held == null) {
            held = open();
        }
        return held;
    }

    private String heldSelect() throws SQLException {
        try (Statement statement = held().createStatement();
                ResultSet row = statement.executeQuery("SELECT 42")) {
            row.next();
            return row.getString(1);
        }
    }

    private String heldOrder() throws SQLException {
        Connection connection = held();
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            int rows = statement.executeUpdate("INSERT INTO orders (id) VALUES (1)");
            connection.commit();
            return rows + " row";
        } catch (SQLException e) {
            connection.rollback();
            throw e;
        }
    }

    private String connectionClass() throws SQLException {
        try (Connection connection = open()) {
            return connection.getClass().getName();
        }
    }

    private String create() throws SQLException {
        try (Connection connection = open();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE t (id INT)");
            return "created";
        }
    }

    private String shutDown() throws SQLException {
        try (Connection last = open();
                Statement statement = last.createStatement()) {
            open().close();
            statement.execute("SHUTDOWN");
            return "done";
        }
    }

    private String tenants() throws SQLException {
        Driver driver = DriverManager.getDriver(url);
        RoutingDataSource routing = new RoutingDataSource(Map.of(
                "1", () -> driver.connect(url + ";LOCK_TIMEOUT=1", credentials()),
                "2", () -> driver.connect(url + ";LOCK_TIMEOUT=2", credentials())));
        List<String> answers = new ArrayList<>();
        for (String tenant : List.of("1", "2", "1", "2")) {
            routing.tenant(tenant);
            try (Connection connection = routing.getConnection();
                    Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("SELECT LOCK_TIMEOUT()")) {
                row.next();
                answers.add(row.getString(1));
            }
        }
        return String.join(" ", answers);
    }

    private Properties credentials() {
        Properties credentials = new Properties();
        credentials.setProperty("user", user);
        credentials.setProperty("password", password);
        return credentials;
    }

    private static String foreignProperties() {
        TreeSet<String> foreign = new TreeSet<>();
        for (Map.Entry<Object, Object> property : System.getProperties().entrySet()) {
            if (!(property.getKey() instanceof String) || !(property.getValue() instanceof String)) {
                foreign.add(property.getKey() + "=" + property.getValue());
            }
        }
        return foreign.toString();
    }
}
