package dev.thaw.demo.scenario;

import static dev.thaw.testkit.server.DriverKind.CONNECTOR_J;
import static dev.thaw.testkit.server.DriverKind.MARIADB;
import static dev.thaw.testkit.server.DriverKind.POSTGRESQL;

import dev.thaw.demo.AwsSampleHandler;
import dev.thaw.demo.DataSourceHandler;
import dev.thaw.demo.ForgetfulHandler;
import dev.thaw.demo.MariaDbHandler;
import dev.thaw.demo.OrderHandler;
import dev.thaw.demo.PojoHandler;
import dev.thaw.demo.PostgresDataSourceHandler;
import dev.thaw.demo.PostgresDriverManagerHandler;
import dev.thaw.demo.StaticConnectionHandler;
import dev.thaw.testkit.server.DriverKind;
import java.util.List;

/** All handlers of the demo function. */
public final class Scenarios {

    public static final Scenario AWS_SAMPLE =
            closing("AWS sample", "DriverManager, as in AWS's documentation", AwsSampleHandler.class, CONNECTOR_J);

    public static final Scenario DATA_SOURCE =
            closing("Data source", "MysqlDataSource, built in each invocation", DataSourceHandler.class, CONNECTOR_J);

    public static final Scenario ORDER =
            closing("Order", "two statements in a transaction", OrderHandler.class, CONNECTOR_J);

    public static final Scenario PLAIN_CLASS = new Scenario(
            "Plain class", "Class::method, DriverManager", PojoHandler.class.getName() + "::answer", CONNECTOR_J, true);

    public static final Scenario MARIADB_DRIVER =
            closing("MariaDB driver", "DriverManager", MariaDbHandler.class, MARIADB);

    public static final Scenario POSTGRES =
            closing("PostgreSQL", "DriverManager", PostgresDriverManagerHandler.class, POSTGRESQL);

    public static final Scenario POSTGRES_DATA_SOURCE = closing(
            "PostgreSQL data source",
            "PGSimpleDataSource, built in each invocation",
            PostgresDataSourceHandler.class,
            POSTGRESQL);

    public static final Scenario STATIC_CONNECTION =
            keeping("Static connection", "opened once, never checked", StaticConnectionHandler.class);

    public static final Scenario FORGETFUL =
            keeping("Never closes", "opened in each invocation, left open", ForgetfulHandler.class);

    private static final List<Scenario> ALL = List.of(
            AWS_SAMPLE,
            DATA_SOURCE,
            ORDER,
            PLAIN_CLASS,
            MARIADB_DRIVER,
            POSTGRES,
            POSTGRES_DATA_SOURCE,
            STATIC_CONNECTION,
            FORGETFUL);

    private Scenarios() {}

    public static List<Scenario> all() {
        return ALL;
    }

    /** Those that close what they open, as most handlers do. */
    public static List<Scenario> closing() {
        return ALL.stream().filter(Scenario::closing).toList();
    }

    private static Scenario closing(String title, String way, Class<?> handler, DriverKind driver) {
        return new Scenario(title, way, handler.getName(), driver, true);
    }

    private static Scenario keeping(String title, String way, Class<?> handler) {
        return new Scenario(title, way, handler.getName(), CONNECTOR_J, false);
    }
}
