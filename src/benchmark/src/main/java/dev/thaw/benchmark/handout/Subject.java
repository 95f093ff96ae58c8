package dev.thaw.benchmark.handout;

import dev.thaw.benchmark.stub.StubDataSource;
import dev.thaw.benchmark.stub.StubDriver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;

/** Who hands out connections. Pools keep two, and check them as they do by default. */
enum Subject {
    /** Comes first: the others are compared with it. */
    HIKARI("HikariCP") {
        @Override
        DataSource open() {
            return Pools.hikari();
        }
    },
    AGROAL("Agroal, 500 ms idle check") {
        @Override
        DataSource open() throws SQLException {
            return Pools.agroal(Duration.ofMillis(500));
        }
    },
    AGROAL_UNCHECKED("Agroal, no check, its default") {
        @Override
        DataSource open() throws SQLException {
            return Pools.agroal(Duration.ZERO);
        }
    },
    VIBUR("Vibur") {
        @Override
        DataSource open() {
            return Pools.vibur();
        }
    },
    DRUID("Druid") {
        @Override
        DataSource open() {
            return Pools.druid();
        }
    },
    TOMCAT("Tomcat JDBC") {
        @Override
        DataSource open() {
            return Pools.tomcat();
        }
    },
    DBCP2("DBCP2") {
        @Override
        DataSource open() {
            return Pools.dbcp2();
        }
    },
    C3P0("c3p0") {
        @Override
        DataSource open() throws SQLException {
            return Pools.c3p0();
        }
    },
    RAW("the driver alone") {
        @Override
        DataSource open() {
            return driversOwn();
        }
    },
    THAW("Thaw, DataSource", true) {
        @Override
        DataSource open() {
            return driversOwn();
        }
    },
    THAW_BY_MANAGER("Thaw, DriverManager", true) {
        @Override
        DataSource open() throws SQLException {
            DriverManager.registerDriver(new StubDriver());
            return new ByDriverManager(StubDriver.URL, USER, PASSWORD);
        }
    };

    /** As many as threads at most. */
    static final int CONNECTIONS = 2;

    private static final String USER = "application";
    private static final String PASSWORD = "no secret at all";

    private final String title;
    private final boolean attached;

    Subject(String title) {
        this(title, false);
    }

    Subject(String title, boolean attached) {
        this.title = title;
        this.attached = attached;
    }

    String title() {
        return title;
    }

    /** Whether its JVM has the agent. */
    boolean isAttached() {
        return attached;
    }

    abstract DataSource open() throws SQLException;

    /** What a function without a pool uses. */
    static DataSource driversOwn() {
        return new StubDataSource(USER, PASSWORD);
    }
}
