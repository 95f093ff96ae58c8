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
        Opener opener() {
            return Pools.hikari()::getConnection;
        }
    },
    AGROAL("Agroal, 500 ms idle check") {
        @Override
        Opener opener() throws SQLException {
            return Pools.agroal(Duration.ofMillis(500))::getConnection;
        }
    },
    AGROAL_UNCHECKED("Agroal, no check, its default") {
        @Override
        Opener opener() throws SQLException {
            return Pools.agroal(Duration.ZERO)::getConnection;
        }
    },
    VIBUR("Vibur") {
        @Override
        Opener opener() {
            return Pools.vibur()::getConnection;
        }
    },
    DRUID("Druid") {
        @Override
        Opener opener() {
            return Pools.druid()::getConnection;
        }
    },
    TOMCAT("Tomcat JDBC") {
        @Override
        Opener opener() {
            return Pools.tomcat()::getConnection;
        }
    },
    DBCP2("DBCP2") {
        @Override
        Opener opener() {
            return Pools.dbcp2()::getConnection;
        }
    },
    C3P0("c3p0") {
        @Override
        Opener opener() throws SQLException {
            return Pools.c3p0()::getConnection;
        }
    },
    RAW("the driver alone") {
        @Override
        Opener opener() {
            return driversOwn()::getConnection;
        }
    },
    THAW("Thaw, DataSource", true) {
        @Override
        Opener opener() {
            return driversOwn()::getConnection;
        }
    },
    THAW_WITHIN("Thaw, DataSource, same invocation", true) {
        @Override
        Opener opener() {
            return driversOwn()::getConnection;
        }

        @Override
        void begin() {
            Invocation.begin();
        }
    },
    THAW_BY_MANAGER_WITHIN("Thaw, DriverManager, same invocation", true) {
        @Override
        Opener opener() throws SQLException {
            return THAW_BY_MANAGER.opener();
        }

        @Override
        void begin() {
            Invocation.begin();
        }
    },
    THAW_BY_MANAGER("Thaw, DriverManager", true) {
        @Override
        Opener opener() throws SQLException {
            DriverManager.registerDriver(new StubDriver());
            return () -> DriverManager.getConnection(StubDriver.URL, USER, PASSWORD);
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

    abstract Opener opener() throws SQLException;

    /** Called in each thread before it is measured. */
    void begin() {}

    /** What a function without a pool uses. */
    static DataSource driversOwn() {
        return new StubDataSource(USER, PASSWORD);
    }
}
